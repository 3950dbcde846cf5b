/** `offscript report`: detects again in stored responses and writes a report. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { policiesOf } from '../../../detectors/bare/index.js';
import { UserError } from '../../../files/index.js';
import {
  checkRows,
  type Extent,
  type Format,
  type FormatName,
  formats,
  type Inference,
  type Report,
  type Rows,
  type RunHead,
  rowsFrom,
} from '../../../reports/index.js';
import type { TargetOrder } from '../../../store/index.js';
import { reportOnStored, writeReport, writtenReport } from '../judging/index.js';
import { cacheOption, inferenceOption, jobsOption, lcbOption } from '../options/index.js';
import { withStores } from '../stores/index.js';
import { printData, tell, warnOfAssumed } from '../terminal/index.js';

interface Options {
  readonly format: FormatName;
  readonly output?: string;
  readonly baseline?: string;
  /** True where nobody is named. */
  readonly vendors?: string | true;
  readonly inference?: Inference;
  readonly series?: string | true;
  readonly policy?: string;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly lcb?: boolean;
  readonly lcbWords?: string;
  readonly headline?: boolean;
  readonly compact?: boolean;
  readonly rows?: Rows;
}

/** How much is to be written. Throws UserError where the format writes all or nothing. */
function extentOf({ format, headline, compact, rows }: Options): Extent {
  const extent: Extent = {
    ...(headline && { extent: 'headline' }),
    ...(compact && { extent: 'compact' }),
    ...(rows !== undefined && { rows }),
  };
  const asked = [
    ...(headline ? ['headline' as const] : []),
    ...(compact ? ['compact' as const] : []),
    ...(rows === undefined ? [] : ['rows' as const]),
  ];
  const { takes = [] }: Format = formats[format];
  const refused = asked.find((choice) => !takes.includes(choice));
  if (refused === undefined) return extent;
  const others = Object.entries<Format>(formats).flatMap(([name, one]) =>
    one.takes?.includes(refused) ? [name] : [],
  );
  throw new UserError(
    `${format} is not written in part`,
    `--${refused}`,
    `choose one of these with --format: ${others.join(', ')}`,
  );
}

/** Says what of the policies a reader of the report should know. */
function warnOfPolicies({ targets, detector }: Report, runs: readonly RunHead[]): void {
  warnOfAssumed(
    targets.flatMap(({ languages }) => Object.keys(languages)),
    ...runs.map(({ manifest }) => policiesOf(manifest.detection)),
  );
  if (!detector.policy.includes(',')) return;
  tell(
    `offscript: warning: the runs are judged by different policies (${detector.policy}); --policy can make them agree
`,
  );
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** What is no list but a folder is a run: `--series` may stand before the runs as well. */
async function seriesOption(
  given: readonly string[],
  written: string | true | undefined,
  command: Command,
): Promise<{ readonly folders: string[]; readonly series: TargetOrder | true | undefined }> {
  const isRun = typeof written === 'string' && (await isFolder(written));
  const folders = isRun ? runsInOrder(given, written) : [...given];
  if (folders.length === 0) command.error("error: missing required argument 'runs'");
  if (isRun) return { folders, series: true };
  if (typeof written !== 'string') return { folders, series: written };
  const series = written.split(',').flatMap((part) => part.trim() || []);
  if (series.length > 0) return { folders, series };
  throw new UserError('names no target', '--series', 'name them in order, the lowest step first: a,b,c');
}

/** With the run that was taken for a list where it stood. */
function runsInOrder(given: readonly string[], swallowed: string): string[] {
  const place = process.argv.lastIndexOf('--series');
  const before = given.filter((folder) => process.argv.indexOf(folder, 2) < place).length;
  return [...given.slice(0, before), swallowed, ...given.slice(before)];
}

/** How targets are compared as vendors, where that is asked for. What is no target but a run is one: `--vendors` may stand before the runs as well. */
async function vendorsOption(
  given: readonly string[],
  written: string | true | undefined,
): Promise<{ readonly runs: string[]; readonly vendors: { readonly reference?: string } | undefined }> {
  const runs = [...given];
  if (written === undefined) return { runs, vendors: undefined };
  if (written === true) return { runs, vendors: {} };
  if (await isFile(join(written, 'run.json'))) return { runs: [written, ...runs], vendors: {} };
  return { runs, vendors: { reference: written } };
}

async function report(given: string[], options: Options, command: Command): Promise<void> {
  const { format, output, baseline, inference, policy, jobs, cache } = options;
  const { runs: named, vendors } = await vendorsOption(given, options.vendors);
  const { folders, series } = await seriesOption(named, options.series, command);
  const extent = extentOf(options);
  const lcb = await lcbOption(options);
  const judging = { ...(jobs !== undefined && { jobs }), ...(lcb && { lcb }) };
  const built = await withStores(folders, (stores) =>
    reportOnStored(stores, judging, { baseline, inference, series, vendors, policy, cache }),
  );
  checkRows(options.rows, built.report);
  // A page is for a browser, the others are for a pipe.
  const path = output ?? (format === 'html' ? join(folders[0] ?? '.', 'report.html') : '-');
  if (path === '-') printData(writtenReport(built, format, extent));
  else {
    writeReport(built, format, path, 'name another file with -o', extent);
    printData(`${path}\n`);
  }
  warnOfPolicies(
    built.report,
    built.tallied.map(({ run }) => run),
  );
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('report on one or several runs; detects anew in the stored responses')
    .argument('[runs...]', 'run folders')
    .addOption(new Option('--format <format>', 'what to write').choices(Object.keys(formats)).default('html'))
    .option(
      '-o, --output <file>',
      'where to write, - for standard output (default: report.html in the first run, others -)',
    )
    .option('--baseline <target>', 'compare all other targets with this one')
    .option(
      '--vendors [reference]',
      'compare the targets as vendors of the same weights, with this one or each with each',
    )
    .addOption(
      new Option('--headline', 'only the sentence that each comparison comes to').conflicts([
        'compact',
        'rows',
      ]),
    )
    .option('--compact', 'one small table, with a caption that says where its numbers come from')
    .option(
      '--rows <rows>',
      'which rows: overall, languages, decided (better or worse), or languages such as ja,zh-Hans',
      rowsFrom,
    )
    .option(
      '--series [targets]',
      'checkpoints in order, the lowest step first: a,b,c or a=1000,b=2000 (default: the order of the suite, or of the runs)',
    )
    .addOption(inferenceOption())
    .option(
      '--lcb',
      'add measures of the literature: pass rates of the Language Confusion Benchmark, indices of mixing',
    )
    .option(
      '--lcb-words <path>',
      "the benchmark's list of English words, or the folder of its file `words`; adds --lcb",
    )
    .addOption(jobsOption())
    .addOption(cacheOption())
    .option('--policy <file>', 'policies instead of those of the runs, YAML or JSON: docs/policies.md')
    .action(report);
}
