/** `offscript merge`: joins the run folders of several machines. */

import type { Command } from 'commander';
import { plural } from '../../../reports/display/index.js';
import { mergeRuns } from '../../../store/index.js';
import { placeOf, withStores } from '../stores/index.js';
import { printData, tell, untilSignal } from '../terminal/index.js';

interface Options {
  readonly output: string;
}

async function merge(folders: string[], { output }: Options, stop: AbortSignal): Promise<void> {
  const { samples, doubles, contested } = await withStores(folders, (runs) =>
    mergeRuns(runs, placeOf(output), stop),
  );
  const left = doubles > 0 ? `; ${plural(doubles, 'exact double')} left out` : '';
  tell(`${plural(samples, 'sample')} of ${plural(folders.length, 'run')}${left}\n`);
  if (contested > 0)
    tell(`offscript: warning: ${contested} questions were answered more than once; the last answer counts\n`);
  printData(`${output}\n`);
}

export function addMerge(program: Command): void {
  program
    .command('merge')
    .description('join run folders of one suite, such as shards')
    .argument('<runs...>', 'run folders')
    .requiredOption('-o, --output <folder>', 'run folder to write')
    .action((folders, options) => untilSignal((stop) => merge(folders, options, stop)));
}
