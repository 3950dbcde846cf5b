/** `offscript judge`: judges rows of answers where they lie, and writes each with what it came to, or what all of them add up to. */

import { type Command, Option } from 'commander';
import { policiesOf } from '../../../detectors/bare/index.js';
import { standardInput } from '../../../files/index.js';
import { judgedLines, partOf } from '../filtering/index.js';
import { openFullJudge } from '../judging/index.js';
import { settingsFrom, wholeNumber } from '../options/index.js';
import { printAll } from '../terminal/index.js';

interface Options {
  readonly language?: string;
  readonly target: string;
  readonly tally?: boolean;
  readonly grouped?: boolean;
  readonly policy?: string;
  readonly jobs: number;
}

async function judge(
  files: string[],
  { tally, grouped = false, policy, jobs, ...defaults }: Options,
): Promise<void> {
  const settings = await settingsFrom(policy);
  const sources = (files.length === 0 ? ['-'] : files).map((file) => (file === '-' ? standardInput() : file));
  const judge = openFullJudge({ jobs });
  const reading = { defaults, settings, policyOf: policiesOf(settings), judge };
  try {
    if (tally) {
      const part = await partOf(sources, { ...reading, isGrouped: grouped });
      await printAll([`${JSON.stringify(part)}\n`]);
    } else await printAll(judgedLines(sources, reading));
  } finally {
    await judge.close();
  }
}

export function addJudge(program: Command): void {
  program
    .command('judge')
    .description('judge rows of answers as they come, whatever is found: a filter, for logs where they lie')
    .argument('[files...]', 'JSONL, - or nothing for standard input')
    .option('--tally', 'write what the rows add up to, one line that adds up with others: report --tally')
    .addOption(
      new Option(
        '--grouped',
        'a tally where all rows of a question stand one behind the other, and nowhere else: it holds counts alone',
      ).implies({ tally: true }),
    )
    .option('--language <tag>', 'language of rows that do not name one')
    .option('--target <name>', 'target of rows that do not name one', 'answers')
    .option('--jobs <n>', 'threads that judge', wholeNumber('--jobs', 1), 1)
    .option('--policy <file>', 'policies of your own, YAML or JSON: docs/policies.md')
    .action(judge);
}
