/** `offscript run`: asks a suite's questions and reports. */

import { join } from 'node:path';
import type { Command } from 'commander';
import { policiesOf } from '../../detectors/index.js';
import { UserError } from '../../prompts/index.js';
import { hashOf, runSuite } from '../run/index.js';
import { loadSuite } from '../suite/index.js';
import { warnOfAssumed } from './assumed.js';
import { exitCodes } from './exit.js';
import { wholeNumber } from './options.js';
import { showProgress } from './progress.js';
import { showRun } from './show.js';

interface Options {
  readonly output?: string;
  readonly limit?: number;
  readonly target?: readonly string[];
}

async function run(path: string, { output, limit, target: only }: Options): Promise<void> {
  const whole = loadSuite(path);
  warnOfAssumed(
    whole.prompts.map(({ language }) => language),
    policiesOf(whole.detection),
  );
  for (const id of only ?? []) {
    if (whole.targets.some((target) => target.id === id)) continue;
    throw new UserError(
      `there is no target "${id}"`,
      path,
      `the targets are ${whole.targets.map((target) => target.id).join(', ')}`,
    );
  }
  const folder = output ?? join('runs', `${whole.name}-${hashOf(whole).slice(0, 8)}`);
  const progress = showProgress();
  const result = await runSuite(whole, folder, {
    ...progress,
    ...(limit !== undefined && { limit }),
    ...(only !== undefined && { only }),
  }).finally(progress.end);
  await showRun(folder);
  const { asked, failed, skipped } = result;
  if (skipped > 0) process.stderr.write(`${skipped} questions had an answer already; ${asked} were asked.\n`);
  if (failed > 0) {
    process.stderr.write(`${failed} requests failed for good; the same command asks them again.\n`);
    process.exitCode = exitCodes.incomplete;
  }
}

export function addRun(program: Command): void {
  program
    .command('run')
    .description('ask the questions of a suite; the same command again goes on where it stopped')
    .argument('<suite>', 'the suite, YAML')
    .option('-o, --output <folder>', 'run folder (default: runs/NAME-HASH)')
    .option('--limit <n>', 'only the first N prompts of each language', wholeNumber('--limit', 1))
    .option('--target <id...>', 'only these targets')
    .action(run);
}
