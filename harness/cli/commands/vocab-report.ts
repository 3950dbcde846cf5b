/** `offscript vocab report`: everything that was found of a model's vocabulary, on one page. */

import { type Command, Option } from 'commander';
import { type ScanFormatName, scanFormats } from '../../../vocabulary/formats/index.js';
import type { GatherOptions } from '../modelling/index.js';
import { cacheOption, jobsOption } from '../options/index.js';
import { painterFor, patternOption, writeResult } from '../vocabulary/index.js';

interface Options extends GatherOptions {
  readonly format: ScanFormatName;
  readonly output: string;
}

async function report(options: Options): Promise<void> {
  const { format, output } = options;
  // Reports take a quarter of a second to load, which the other commands do without.
  const { gather, reportFormats } = await import('../modelling/index.js');
  const found = await gather(options);
  writeResult(() => reportFormats[format](found, { paint: painterFor(output) }), output, format);
}

/** A value more of an option that may be given several times. */
const another = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function addReportVocabulary(vocab: Command): void {
  vocab
    .command('report')
    .description(
      'one page of a model: what is in its vocabulary, what training has of it, what moved, and how its answers mix',
    )
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a number')
        .choices(Object.keys(scanFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write, - for standard output', '-')
    .option('--title <text>', 'what stands over it')
    .option('--tokenizer <file>', 'the tokenizer of the model, whose vocabulary is scanned')
    .addOption(patternOption())
    .option('--scan <file>', 'what `vocab scan` wrote as JSON')
    .option('--coverage <file>', 'counts that `vocab coverage` wrote as JSON')
    .option(
      '--drift <what...>',
      'a file that `vocab drift` wrote as JSON, or two states of a model; again for each state, such as repaired=drift.json',
      another,
      [],
    )
    .option('--head <name>', 'the tensor to compare, where its name is not a usual one')
    .option(
      '--probe <file...>',
      'what `vocab probe` wrote as JSON, one a state, such as repaired=probe.json',
      another,
      [],
    )
    .option('--run <run...>', 'run folders, one a state, such as repaired=runs/b', another, [])
    .option(
      '--baseline <state>',
      'the state or target that others are compared with; again for another one (default: the baseline of a run, or the first)',
      another,
      [],
    )
    .addOption(jobsOption())
    .addOption(cacheOption())
    .action(report);
}
