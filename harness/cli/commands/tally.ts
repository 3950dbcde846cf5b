/** `offscript tally`: what a run adds up to, without its answers, in a file that a gate takes in the place of the run. */

import type { Command } from 'commander';
import { writeOutput } from '../../../files/index.js';
import { keptTally, openOne } from '../gating/index.js';
import { cacheOption, jobsOption } from '../options/index.js';
import { printData } from '../terminal/index.js';

interface Options {
  readonly output: string;
  readonly policy?: string;
  readonly jobs?: number;
  readonly cache: boolean;
}

async function tally(run: string, { output, policy, jobs, cache }: Options): Promise<void> {
  const opened = await openOne(run, { policy, cache, ...(jobs !== undefined && { jobs }) });
  const json = JSON.stringify(keptTally(opened));
  if (output === '-') {
    printData(`${json}\n`);
    return;
  }
  writeOutput(output, `${json}\n`);
  printData(`${output}\n`);
}

export function addTally(program: Command): void {
  program
    .command('tally')
    .description('write what a run adds up to: a baseline to keep, without its answers')
    .argument('<run>', 'run folder')
    .requiredOption('-o, --output <file>', 'where to write, - for standard output')
    .addOption(jobsOption())
    .addOption(cacheOption())
    .option('--policy <file>', 'policies instead of those of the run, YAML or JSON: docs/policies.md')
    .action(tally);
}
