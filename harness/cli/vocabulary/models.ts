/** Two states of a model, opened with the tokenizers beside them. */

import { UserError } from '../../../files/index.js';
import { count, escapeHidden } from '../../../reports/display/index.js';
import {
  type Checkpoint,
  openCheckpoint,
  openVocabulary,
  type Vocabulary,
  vocabulariesBeside,
} from '../../../vocabulary/index.js';
import { tell } from '../terminal/index.js';

/** Milliseconds between two lines about what goes on. */
const LINE_EVERY = 5000;

/** Says now and then how much came over the network. */
export function sayProgress(): (what: 'bytes' | 'rows', done: number, of: number) => void {
  let next = performance.now() + LINE_EVERY;
  return (what, done, of) => {
    if (what !== 'bytes' || performance.now() < next) return;
    next = performance.now() + LINE_EVERY;
    tell(`${(done / 1e6).toFixed(0)} of ${(of / 1e6).toFixed(0)} MB\n`);
  };
}

/** Opens a tokenizer that was found. One that cannot be read is no reason to measure nothing. */
async function openFound(path: string, isOwn: boolean, tokensOnly: boolean): Promise<Vocabulary | undefined> {
  try {
    return await openVocabulary(path, { tokensOnly });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // A checkpoint need not have one in itself.
    if (isOwn) return undefined;
    tell(`offscript: warning: no classes and texts: ${escapeHidden(error.message)}\n`);
    return undefined;
  }
}

/** Warns where a tokenizer has more tokens than a model can have: its classes and texts are of other rows. */
function warnOfOther(vocabulary: Vocabulary | undefined, { address, head }: Checkpoint): void {
  if (vocabulary === undefined || vocabulary.entries <= head.rows) return;
  const { path } = vocabulary.source;
  tell(
    `offscript: warning: ${escapeHidden(path)} has ${count(vocabulary.entries)} tokens, and ${escapeHidden(address)} ${count(head.rows)} rows: it may be of another model\n`,
  );
}

interface Vocabularies {
  readonly baseVocabulary: Vocabulary | undefined;
  readonly postVocabulary: Vocabulary | undefined;
}

/** The vocabularies of both; where only the model before has one, an id is the same token after. */
async function vocabularies(
  base: Checkpoint,
  post: Checkpoint,
  { tokenizer: named, pattern, cuts = false }: ModelOptions,
): Promise<Vocabularies> {
  if (named !== undefined) {
    const both = await openVocabulary(named, { pattern, tokensOnly: !cuts });
    return { baseVocabulary: both, postVocabulary: both };
  }
  const found = await vocabulariesBeside(base, post, (path, isOwn) => openFound(path, isOwn, !cuts));
  return { baseVocabulary: found.base, postVocabulary: found.post ?? found.base };
}

/** How models are opened. */
export interface ModelOptions {
  /** The tokenizer of both, instead of those beside them. */
  readonly tokenizer?: string | undefined;
  /** How that splits texts, where its file does not say. */
  readonly pattern?: string | undefined;
  /** Whether texts are to be cut by it: without that, its tokens are read alone. */
  readonly cuts?: boolean | undefined;
  readonly head?: string | undefined;
  readonly cache?: string | undefined;
}

/** Gives two states of a model to `use`, and closes them when it is done, or fails. */
export async function withModels<T>(
  baseAddress: string,
  postAddress: string,
  options: ModelOptions,
  use: (base: Checkpoint, post: Checkpoint, vocabularies: Vocabularies) => Promise<T>,
): Promise<T> {
  const { head, cache } = options;
  const opened: Checkpoint[] = [];
  const open = async (address: string): Promise<Checkpoint> => {
    const checkpoint = await openCheckpoint(address, { head, cache });
    opened.push(checkpoint);
    return checkpoint;
  };
  try {
    const [base, post] = [await open(baseAddress), await open(postAddress)];
    const found = await vocabularies(base, post, options);
    warnOfOther(found.postVocabulary, post);
    return await use(base, post, found);
  } finally {
    for (const checkpoint of opened) await checkpoint.close();
  }
}
