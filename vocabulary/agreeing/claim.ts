/** What a file that was made of a model says of its tokenizer. */

import type { CoverageFacts } from '../coverage/index.js';
import type { Drift } from '../drift/index.js';
import type { ProbeFile } from '../probe/index.js';
import type { ScanFile } from '../scan/index.js';
import type { TokenId, TokenizerId } from '../tokenizer/index.js';

export interface Claim {
  /** `these counts are`: what a line says of another one begins so. */
  readonly what: string;
  readonly path: string;
  /** Null where the file does not say. */
  readonly tokenizer: TokenizerId | null;
  /** Ids that it knows of, no fewer than the tokenizer has entries; null where it does not say. */
  readonly ids: number | null;
  /** Texts of some tokens, where it has them. */
  readonly texts: readonly { readonly id: TokenId; readonly text: string | null }[];
}

export const claimOfScan = (path: string, { tokenizer, ids, classes }: ScanFile): Claim => ({
  what: 'this scan is',
  path,
  tokenizer,
  ids,
  texts: classes.flatMap((one) => [...one.unreachable_examples, ...one.rare_examples]),
});

export const claimOfCoverage = (
  path: string,
  { tokenizer, ids, classes = [] }: Pick<CoverageFacts, 'tokenizer' | 'ids'> & Partial<CoverageFacts>,
): Claim => ({
  what: 'these counts are',
  path,
  tokenizer,
  ids,
  texts: classes.flatMap((one) => one.uncovered_examples),
});

export const claimOfDrift = (path: string, { tokenizer, post, changed }: Drift): Claim => ({
  what: 'this drift is',
  path,
  tokenizer,
  ids: post.rows,
  texts: changed,
});

/** A probe asks some tokens, so that it does not tell how many ids there are. */
export const claimOfProbe = (path: string, { tokenizer, targets }: ProbeFile): Claim => ({
  what: 'this probe is',
  path,
  tokenizer,
  ids: null,
  texts: targets.flatMap((one) => [...one.forgotten_tokens, ...one.undecided_tokens]),
});
