/** Which tokens training data had: the counts that `vocab coverage` writes. */

import { readDocument, UserError } from '../../files/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** Counts of samples. */
export interface Seen {
  /** How many tokens were counted: the vocabulary that they are of has no more. */
  readonly tokens: number;
  /** Whether a token was a target in any sample. */
  was(id: TokenId): boolean;
}

/** Reads counts: JSON with `samples`, a number for each id, of the samples in which it is a target. Throws UserError: no such file, another form. */
export async function readSeen(path: string): Promise<Seen> {
  const { samples } = ((await readDocument(path)) ?? {}) as { readonly samples?: unknown };
  if (!Array.isArray(samples) || !samples.every((count) => typeof count === 'number' && count >= 0))
    throw new UserError(
      'the file has no "samples", a list with a number for each id',
      path,
      'name a file that `vocab coverage` wrote',
    );
  return { tokens: samples.length, was: (id) => (samples[id] ?? 0) > 0 };
}
