/** `offscript score`: makes a run of responses that are there already. */

import type { Command } from 'commander';
import { policyFor } from '../../detectors/index.js';
import {
  formats,
  openLcbPrompts,
  readBatchRequests,
  readResponses,
  scoreResponses,
} from '../import/index.js';
import { warnOfAssumed } from './assumed.js';
import { warnOfUnread } from './unread.js';

interface Options {
  readonly from?: string;
  readonly text?: string;
  readonly language?: string;
  readonly target?: string;
  readonly prompt?: string;
  readonly requests?: readonly string[];
  readonly prompts?: string;
  readonly output?: string;
}

async function score(files: string[], { prompts, requests, output, ...fields }: Options): Promise<void> {
  const rows = readResponses(files, {
    ...fields,
    ...(prompts !== undefined && { prompts: openLcbPrompts(prompts) }),
    ...(requests !== undefined && { requests: await readBatchRequests(requests) }),
  });
  const result = await scoreResponses(files, rows, { folder: output, parent: 'runs' });
  const { folder, samples, prompted, targets, doubles, written } = result;
  const known = prompted > 0 || prompts !== undefined ? `, ${prompted} with their prompt` : '';
  const dropped = doubles > 0 ? `, ${doubles} doubles left out` : '';
  process.stderr.write(
    `${samples} samples of ${targets.length} targets${known}${dropped}${written ? '' : ' (already there)'}\n`,
  );
  warnOfUnread(result);
  warnOfAssumed(result.languages, policyFor);
  process.stdout.write(`${folder}\n`);
}

export function addScore(program: Command): void {
  program
    .command('score')
    .description('make a run of responses collected elsewhere; prints the run folder')
    .argument('<files...>', 'logs of other tools, or JSONL, CSV and Parquet')
    .option('--from <format>', 'what the files are; their content says it without this')
    .option('--text <field>', 'field of the response, a path such as output.text; any fields are read then')
    .option('--language <tag or field>', 'language of responses that do not name one, or the field that does')
    .option('--target <name or field>', 'target of responses that do not name one, or the field that does')
    .option('--prompt <field>', 'field of the prompt, a text or messages')
    .option(
      '--requests <file>',
      'input of an OpenAI Batch (may be given again)',
      (file, all: string[] = []) => [...all, file],
    )
    .option('--prompts <zip>', "the Language Confusion Benchmark's test_sets.zip, to join prompts")
    .option('-o, --output <folder>', 'run folder (default: runs/FILE-HASH)')
    .addHelpText(
      'after',
      `\nFormats:\n${formats.map(({ name, files }) => `  ${name.padEnd(13)} ${files}`).join('\n')}`,
    )
    .action(score);
}
