/** `offscript label`: somebody reads answers of a run, drawn at random, and says what is right. */

import { type Command, Option } from 'commander';
import { tagAsWritten } from '../../../detectors/core/index.js';
import { plural } from '../../../reports/display/index.js';
import { CORRECTABLE, openRun } from '../../../reports/index.js';
import type { RunStore } from '../../../store/index.js';
import { askFor, drawOf, type Wanted } from '../labelling/index.js';
import { jobsOption, wholeNumber } from '../options/index.js';
import { withStore } from '../stores/index.js';
import { print } from '../terminal/index.js';

async function label(store: RunStore, { language, ...wanted }: Wanted): Promise<void> {
  const run = await openRun(store);
  const tag = language === '*' ? language : tagAsWritten(language);
  const { added, left } = await askFor(store, run, await drawOf(store, run, { ...wanted, language: tag }));
  const rest =
    left === 0 ? 'the draw is labelled' : `${plural(left, 'answer')} left, the same command goes on`;
  print(`\n${plural(added, 'label')} added; ${rest}. offscript report has the corrected rates.\n`);
}

export function addLabel(program: Command): void {
  program
    .command('label')
    .description(
      'read answers of a run, drawn at random, and say what is right: reports then correct their rates',
    )
    .argument('<run>', 'run folder')
    .addOption(
      new Option('--rate <name>', 'the rate to correct').choices(CORRECTABLE).default('script_mixing'),
    )
    .option('--language <tag>', 'answers in this language alone', '*')
    .option('--labels <n>', 'answers of each target to draw', wholeNumber('--labels', 10), 100)
    .option('--seed <text>', 'draw by this seed; another one is another draw')
    .addOption(jobsOption())
    .action((folder, options) => withStore(folder, (store) => label(store, options)));
}
