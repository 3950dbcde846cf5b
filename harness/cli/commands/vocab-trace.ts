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
  type Given,
  MOST_NEIGHBOURHOODS,
  measureDrift,
  openVocabulary,
  type ProbeFile,
  readCoverage,
  readDrift,
  readProbe,
  traceText,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import {
  type DriftGiven,
  driftsOf,
  painterFor,
  patternOption,
  sayProgress,
  withModels,
  writeResult,
} from '../vocabulary/index.js';

interface Options {
  readonly tokenizer?: string;
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

type Tracing = (vocabulary: Vocabulary, drift?: Given['drift']) => Promise<void>;

/** Traces by the model before and after, whose rows are compared with the neighbours of the tokens that are asked for. */
const betweenModels = (
  { base: before, post: after }: DriftGiven & { readonly kind: 'models' },
  { tokenizer, pattern, head, cache }: Options,
  trace: Tracing,
): Promise<void> =>
  withModels(before, after, { tokenizer, pattern, head, cache, cuts: true }, async (base, post, both) => {
    const { postVocabulary: vocabulary } = both;
    if (vocabulary === undefined)
      throw new UserError('there is no tokenizer beside the model', after, 'name one with --tokenizer');
    await trace(vocabulary, async (ids) => {
      const neighboursOf = ids.slice(0, MOST_NEIGHBOURHOODS);
      const measured = await measureDrift(base, post, { ...both, neighboursOf, told: sayProgress() });
      checkAgainst(vocabulary, claimOfDrift(after, measured.drift));
      return { kind: 'measured', measured };
    });
  });

/** Traces by what is named: the tokenizer, or the one beside the model. */
async function withNamed(options: Options, trace: Tracing): Promise<void> {
  const { tokenizer, pattern, drift: written = [] } = options;
  const [given, ...others] = driftsOf(written);
  if (others.length > 0)
    throw new UserError('a text is traced through one drift', '--drift', 'name one file, or BASE POST');
  if (given?.kind === 'models') return betweenModels(given, options, trace);
  if (tokenizer === undefined)
    throw new UserError(
      'no tokenizer is named',
      '--tokenizer',
      'name a tokenizer.json, a rank file of tiktoken or a GGUF file, or the model with --drift BASE POST',
    );
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  if (given === undefined) return trace(vocabulary);
  const drift = await readDrift(given.path);
  checkAgainst(vocabulary, claimOfDrift(given.path, drift));
  return trace(vocabulary, async () => ({ kind: 'listed', drift }));
}

async function trace(text: string, options: Options): Promise<void> {
  const { format, output } = options;
  await withNamed(options, async (vocabulary, drift) => {
    const found = await traceText(vocabulary, text, {
      coverage: options.coverage === undefined ? undefined : await coverageOf(options.coverage, vocabulary),
      probe: options.probe === undefined ? undefined : await probeOf(options.probe, vocabulary),
      drift,
    });
    writeResult(() => traceFormats[format](found, { paint: painterFor(output) }), output, format);
  });
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
    .option(
      '--tokenizer <file>',
      'tokenizer.json, a rank file of tiktoken, a GGUF file, or a folder with one of them (default: the one beside the model of --drift)',
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
