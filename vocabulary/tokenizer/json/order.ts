/** In which order a tokenizer learnt its tokens: by the first merge that makes one, or by falling score. */

import type { TokenTable } from '../table.js';
import type { TokenId } from '../types.js';

/** A merge: two tokens, in the older form one text with a space between them. */
export type Merge = string | readonly [string, string];

/** The two halves of a merge; undefined for anything else. */
export function halves(merge: unknown): readonly [string, string] | undefined {
  if (Array.isArray(merge)) {
    const [left, right] = merge;
    return typeof left === 'string' && typeof right === 'string' ? [left, right] : undefined;
  }
  if (typeof merge !== 'string') return undefined;
  const at = merge.indexOf(' ', 1);
  return at < 0 ? undefined : [merge.slice(0, at), merge.slice(at + 1)];
}

/** Order by merges; `idOf` says which token is written so. */
export function learnMerges(
  table: TokenTable,
  merges: Iterable<unknown>,
  idOf: (token: string) => unknown,
): void {
  let order = 0;
  for (const merge of merges) {
    const pair = halves(merge);
    const id = pair === undefined ? undefined : idOf(pair[0] + pair[1]);
    if (typeof id === 'number') table.learn(id, order++);
  }
}

/** Order by scores, the highest first; of equal ones the lower id. */
export function learnScores(table: TokenTable, scores: readonly (readonly [TokenId, number])[]): void {
  const sorted = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
  for (const [order, [id]] of sorted.entries()) if (table.kindOf(id) === 'text') table.learn(id, order);
}
