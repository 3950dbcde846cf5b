/** `offscript vocab drift`: which tokens post-training moved. */

import { type Command, Option } from 'commander';
import { UserError } from '../../../files/index.js';
import { escapeHidden } from '../../../reports/display/index.js';
import { type DriftFormatName, driftFormats } from '../../../vocabulary/formats/index.js';
import {
  type Checkpoint,
  MOST_NEIGHBOURHOODS,
  measureDrift,
  openCheckpoint,
  openVocabulary,
  readSeen,
  type Vocabulary,
  vocabulariesBeside,
} from '../../../vocabulary/index.js';
import { wholeNumber } from '../options/index.js';
import { tell } from '../terminal/index.js';
import { painterFor, writeResult } from '../vocabulary/index.js';

interface Options {
  readonly format: DriftFormatName;
  readonly output: string;
  readonly tokenizer?: string;
  readonly head?: string;
  readonly coverage?: string;
  readonly input?: boolean;
  readonly changed: number;
  readonly neighbours: number;
  readonly cache?: string;
}

/** Milliseconds between two lines about what goes on. */
const LINE_EVERY = 5000;

/** Says now and then how much came over the network. */
function sayProgress(): (what: 'bytes' | 'rows', done: number, of: number) => void {
  let next = performance.now() + LINE_EVERY;
  return (what, done, of) => {
    if (what !== 'bytes' || performance.now() < next) return;
    next = performance.now() + LINE_EVERY;
    tell(`${(done / 1e6).toFixed(0)} of ${(of / 1e6).toFixed(0)} MB\n`);
  };
}

/** Opens a tokenizer that was found. One that cannot be read is no reason to measure nothing. */
async function openFound(path: string, isOwn: boolean): Promise<Vocabulary | undefined> {
  try {
    return await openVocabulary(path, { tokensOnly: true });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A checkpoint need not have one in itself.
    if (isOwn) return undefined;
    tell(`offscript: warning: no classes and texts: ${escapeHidden(error.message)}\n`);
    return undefined;
  }
}

/** The vocabularies of both; where only the model before has one, an id is the same token after. */
async function vocabularies(base: Checkpoint, post: Checkpoint, named: string | undefined) {
  if (named !== undefined) {
    const both = await openVocabulary(named, { tokensOnly: true });
    return { baseVocabulary: both, postVocabulary: both };
  }
  const found = await vocabulariesBeside(base, post, openFound);
  return { baseVocabulary: found.base, postVocabulary: found.post ?? found.base };
}

async function drift(baseAddress: string, postAddress: string, options: Options): Promise<void> {
  const { format, output, tokenizer, head, coverage, input, changed, neighbours, cache } = options;
  const seen = coverage === undefined ? undefined : await readSeen(coverage);
  const opened: Checkpoint[] = [];
  const open = async (address: string): Promise<Checkpoint> => {
    const checkpoint = await openCheckpoint(address, { head, cache });
    opened.push(checkpoint);
    return checkpoint;
  };
  try {
    const [base, post] = [await open(baseAddress), await open(postAddress)];
    const both = await vocabularies(base, post, tokenizer);
    if (both.postVocabulary !== undefined && seen?.isOfAnother(both.postVocabulary) === true)
      tell(
        `offscript: warning: ${escapeHidden(coverage ?? '')}: counted with another tokenizer than the model has: its ids may be of other tokens\n`,
      );
    const measured = await measureDrift(base, post, {
      ...both,
      seen,
      changed,
      neighbours,
      input: input === true,
      told: sayProgress(),
    });
    writeResult(() => driftFormats[format](measured, { paint: painterFor(output) }), output, format);
  } finally {
    for (const checkpoint of opened) await checkpoint.close();
  }
}

export function addDriftVocabulary(vocab: Command): void {
  vocab
    .command('drift')
    .description('how far the row of each token moved from one state of a model to another')
    .argument(
      '<base>',
      'the model before: a folder or file of safetensors or GGUF, http(s)://host/folder, or hf://org/model[@revision]',
    )
    .argument('<post>', 'the model after')
    .addOption(
      new Option('--format <format>', 'what to write; csv has a row a token')
        .choices(Object.keys(driftFormats))
        .default('table'),
    )
    .option('-o, --output <file>', 'where to write', '-')
    .option('--tokenizer <file>', 'the tokenizer of both, instead of those beside them')
    .option(
      '--coverage <file>',
      'counts that `vocab coverage` wrote as JSON: the shared shift is over tokens never seen',
    )
    .option('--input', 'compare the input embeddings too, as a control')
    .option('--head <name>', 'the tensor to compare, where its name is not a usual one')
    .option('--changed <n>', 'most changed tokens to list', wholeNumber('--changed', 0), 1000)
    .option(
      '--neighbours <n>',
      'most changed tokens whose neighbours are looked for',
      wholeNumber('--neighbours', 0, MOST_NEIGHBOURHOODS),
      10,
    )
    .option('--cache <folder>', 'where to keep what comes over the network (default: your cache folder)')
    .addHelpText(
      'after',
      `
Of a checkpoint on a server only the rows of the output matrix are read, or of the embeddings that are
tied to it. HF_TOKEN is sent to the hub alone.`,
    )
    .action(drift);
}
