/** `offscript report`: detects again in stored responses and writes a report. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { UserError } from '../../prompts/index.js';
import {
  buildReport,
  type Examples,
  type Report,
  renderCsv,
  renderHtml,
  renderMarkdown,
} from '../../reports/index.js';
import { openRun } from '../open.js';

const formats = {
  html: (report: Report, examples: Examples) =>
    renderHtml(report, examples, { generatedAt: new Date().toISOString() }),
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  md: renderMarkdown,
  csv: renderCsv,
} as const;

interface Options {
  readonly format: keyof typeof formats;
  readonly output?: string;
  readonly baseline?: string;
}

async function report(folders: string[], { format, output, baseline }: Options): Promise<void> {
  const runs = await Promise.all(folders.map(openRun));
  const built = await buildReport(runs, { baseline });
  const text = formats[format](built.report, built.examples);
  // A page is for a browser, the others are for a pipe.
  const path = output ?? (format === 'html' ? join(folders[0] ?? '.', 'report.html') : '-');
  if (path === '-') process.stdout.write(text);
  else {
    try {
      writeFileSync(path, text);
    } catch (error) {
      throw new UserError(
        `cannot write the report (${(error as NodeJS.ErrnoException).code})`,
        path,
        'name another file with -o',
      );
    }
    process.stdout.write(`${path}\n`);
  }
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('report on one or several runs; detects anew in the stored responses')
    .argument('<runs...>', 'run folders')
    .addOption(new Option('--format <format>', 'what to write').choices(Object.keys(formats)).default('html'))
    .option(
      '-o, --output <file>',
      'where to write, - for standard output (default: report.html in the first run, others -)',
    )
    .option('--baseline <target>', 'compare all other targets with this one')
    .action(report);
}
