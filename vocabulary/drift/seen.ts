/** Which tokens training data had. */

import { readCoverage } from '../coverage/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';

/** Counts of samples. */
export interface Seen {
  /** How many tokens were counted: the vocabulary that they are of has no more. */
  readonly tokens: number;
  /** Whether they were counted by another tokenizer than this one, as far as hashes tell, which files of two formats do not. */
  isOfAnother(vocabulary: Vocabulary): boolean;
  /** Whether a token was a target in any sample. */
  was(id: TokenId): boolean;
}

/** Reads the counts that `vocab coverage` wrote. Throws UserError: no such file, another form. */
export async function readSeen(path: string): Promise<Seen> {
  const { samples, tokenizer } = await readCoverage(path);
  return {
    tokens: samples.length,
    isOfAnother: ({ source }) => source.format === tokenizer.format && source.sha256 !== tokenizer.sha256,
    was: (id) => (samples[id] ?? 0) > 0,
  };
}
