/** `offscript copy`: a run from a folder into a database, or back, with the lines that it has. */

import type { Command } from 'commander';
import { plural } from '../../../reports/display/index.js';
import { copyRun, runPlaceAt } from '../../../store/index.js';
import { withStore } from '../stores/index.js';
import { printData, tell, untilSignal } from '../terminal/index.js';

async function copy(from: string, to: string, stop: AbortSignal): Promise<void> {
  const { samples, labels } = await withStore(from, (store) => copyRun(store, runPlaceAt(to), stop));
  tell(`${plural(samples, 'sample')}${labels > 0 ? ` and ${plural(labels, 'label')}` : ''}\n`);
  printData(`${to}\n`);
}

export function addCopy(program: Command): void {
  program
    .command('copy')
    .description('copy a run from a database to a folder, or from a folder to a database')
    .argument('<from>', 'run folder, or postgresql://HOST/DATABASE#RUN')
    .argument('<to>', 'the same, where there is nothing yet')
    .action((from, to) => untilSignal((stop) => copy(from, to, stop)));
}
