/** `offscript score`: makes a run of responses that are there already. */

import type { Command } from 'commander';
import { policyFor } from '../../detectors/index.js';
import { openLcbPrompts, type Response, readLcb, scoreResponses } from '../import/index.js';
import { warnOfAssumed } from './assumed.js';
import { policyOption } from './options.js';

interface Options {
  readonly language?: string;
  readonly prompts?: string;
  readonly output?: string;
}

async function score(files: string[], { language, prompts, output }: Options): Promise<void> {
  if (language !== undefined) policyOption(language, '--language');
  const source = prompts === undefined ? undefined : openLcbPrompts(prompts);
  const tags = new Set<string>();
  async function* responses(): AsyncGenerator<Response> {
    for (const file of files) {
      const read = readLcb(file, {
        ...(language !== undefined && { language }),
        ...(source && { prompts: source }),
      });
      for await (const response of read) {
        tags.add(response.language);
        yield response;
      }
    }
  }
  const { folder, samples, prompted, targets, written } = await scoreResponses(files, responses(), {
    folder: output,
    parent: 'runs',
  });
  const known = source === undefined ? '' : `, ${prompted} with their prompt`;
  process.stderr.write(
    `${samples} samples of ${targets.length} targets${known}${written ? '' : ' (already there)'}\n`,
  );
  warnOfAssumed(tags, policyFor);
  process.stdout.write(`${folder}\n`);
}

export function addScore(program: Command): void {
  program
    .command('score')
    .description('make a run of responses collected elsewhere; prints the run folder')
    .argument(
      '<files...>',
      'CSV with the columns id, model, completion, language (Language Confusion Benchmark)',
    )
    .option('--language <tag>', 'language of responses that do not name one')
    .option('--prompts <zip>', "the benchmark's test_sets.zip, to join prompts")
    .option('-o, --output <folder>', 'run folder (default: runs/FILE-HASH)')
    .action(score);
}
