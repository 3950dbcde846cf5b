/** Which tokens training data had: the counts that `vocab coverage` writes. */

import { readDocument, UserError } from '../../files/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** Whether a token was a target in any sample. */
export type WasSeen = (id: TokenId) => boolean;

/** Reads counts: JSON with `samples`, a number for each id, of the samples in which it is a target. Throws UserError: no such file, another form. */
export async function readSeen(path: string): Promise<WasSeen> {
  const { samples } = ((await readDocument(path)) ?? {}) as { readonly samples?: unknown };
  if (!Array.isArray(samples) || !samples.every((count) => typeof count === 'number' && count >= 0))
    throw new UserError(
      'the file has no "samples", a list with a number for each id',
      path,
      'name a file that `vocab coverage` wrote',
    );
  return (id) => samples[id] > 0;
}
