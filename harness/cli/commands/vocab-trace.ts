/** `offscript vocab trace`: one text through everything that is at hand of a model. */

import { type Command, Option } from 'commander';
import { UserError } from '../../../files/index.js';
import {
  checkAgainst,
  claimOfCoverage,
  claimOfDrift,
  claimOfProbe,
} from '../../../vocabulary/agreeing/index.js';
import { type TraceFormatName, traceFormats } from '../../../vocabulary/formats/index.js';
import {
  type Coverage,
  type DriftSource,
  MOST_NEIGHBOURHOODS,
  measureDrift,
  openVocabulary,
  type ProbeFile,
  readCoverage,
  readDrift,
  readProbe,
  type TokenId,
  traceText,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import {
  driftsOf,
  painterFor,
  patternOption,
  sayProgress,
  withModels,
  writeResult,
} from '../vocabulary/index.js';

interface Options {
  readonly tokenizer: string;
  readonly pattern?: string;
  readonly coverage?: string;
  readonly drift?: readonly string[];
  readonly probe?: string;
  readonly head?: string;
  readonly cache?: string;
  readonly format: TraceFormatName;
  readonly output: string;
}

async function coverageOf(path: string, vocabulary: Vocabulary): Promise<Coverage> {
  const coverage = await readCoverage(path);
  const { tokenizer, samples } = coverage;
  checkAgainst(vocabulary, claimOfCoverage(path, { tokenizer, ids: samples.length }));
  return coverage;
}

async function probeOf(path: string, vocabulary: Vocabulary): Promise<ProbeFile> {
  const probe = await readProbe(path);
  checkAgainst(vocabulary, claimOfProbe(path, probe));
  return probe;
}

/** What says how far tokens moved: a file, or the model before and after, whose rows are compared with the neighbours of the tokens that are asked for. */
async function driftOf(
  written: readonly string[],
  vocabulary: Vocabulary,
  { tokenizer, head, cache }: Options,
): Promise<(ids: readonly TokenId[]) => Promise<DriftSource>> {
  const [given, ...others] = driftsOf(written);
  if (given === undefined || others.length > 0)
    throw new UserError('a text is traced through one drift', '--drift', 'name one file, or BASE POST');
  if (given.kind === 'file') {
    const drift = await readDrift(given.path);
    checkAgainst(vocabulary, claimOfDrift(given.path, drift));
    return async () => ({ kind: 'listed', drift });
  }
  return (ids) =>
    withModels(given.base, given.post, { tokenizer, head, cache }, async (base, post, both) => {
      const neighboursOf = ids.slice(0, MOST_NEIGHBOURHOODS);
      const measured = await measureDrift(base, post, { ...both, neighboursOf, told: sayProgress() });
      checkAgainst(vocabulary, claimOfDrift(given.post, measured.drift));
      return { kind: 'measured', measured };
    });
}

async function trace(text: string, options: Options): Promise<void> {
  const { tokenizer, pattern, format, output } = options;
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  const found = await traceText(vocabulary, text, {
    coverage: options.coverage === undefined ? undefined : await coverageOf(options.coverage, vocabulary),
    probe: options.probe === undefined ? undefined : await probeOf(options.probe, vocabulary),
    drift: options.drift === undefined ? undefined : await driftOf(options.drift, vocabulary, options),
  });
  writeResult(() => traceFormats[format](found, { paint: painterFor(output) }), output, format);
}

export function addTraceVocabulary(vocab: Command): void {
  vocab
    .command('trace')
    .description(
      'one text through all that is at hand: its tokens, what training has of them, how far they moved',
    )
    .argument('<text>', 'the text, such as a name that a model reads and does not write')
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a token')
        .choices(Object.keys(traceFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write, - for standard output', '-')
    .requiredOption(
      '--tokenizer <file>',
      'tokenizer.json, a rank file of tiktoken, a GGUF file, or a folder with one of them',
    )
    .addOption(patternOption())
    .option('--coverage <file>', 'counts that `vocab coverage` wrote as JSON')
    .option(
      '--drift <what...>',
      'the model before and after, BASE POST, or a file that `vocab drift` wrote as JSON',
    )
    .option('--probe <file>', 'what `vocab probe` wrote as JSON')
    .option('--head <name>', 'the tensor to compare, where its name is not a usual one')
    .option('--cache <folder>', 'where to keep what comes over the network (default: your cache folder)')
    .action(trace);
}
