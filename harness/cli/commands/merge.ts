/** `offscript merge`: joins the run folders of several machines. */

import type { Command } from 'commander';
import { writeOutput } from '../../../files/index.js';
import { plural } from '../../../reports/display/index.js';
import { mergeRuns, runPlaceAt } from '../../../store/index.js';
import { withStores } from '../stores/index.js';
import { printAll, printData, tell, untilSignal } from '../terminal/index.js';

interface Options {
  readonly output: string;
  readonly tally?: boolean;
}

/** Adds up tallies, a line each, to one: `-` is standard input, or standard output. */
async function mergeTallies(files: readonly string[], { output }: Options): Promise<void> {
  const { readParts } = await import('../filtering/index.js');
  const line = `${JSON.stringify(await readParts(files))}\n`;
  if (output === '-') {
    await printAll([line]);
    return;
  }
  writeOutput(output, line);
  printData(`${output}\n`);
}

async function merge(folders: string[], { output }: Options, stop: AbortSignal): Promise<void> {
  const { samples, doubles, contested } = await withStores(folders, (runs) =>
    mergeRuns(runs, runPlaceAt(output), stop),
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
    .description(
      'join run folders of one suite, such as shards, or add up tallies that offscript judge wrote',
    )
    .argument('<runs...>', 'run folders, or with --tally files of tallies, - for standard input')
    .requiredOption('-o, --output <path>', 'run folder to write; with --tally a file, - for standard output')
    .option('--tally', 'the arguments are tallies')
    .action((folders, options: Options) =>
      options.tally ? mergeTallies(folders, options) : untilSignal((stop) => merge(folders, options, stop)),
    );
}
