/** In which order a tokenizer learnt its tokens: by the first merge that makes one, or by falling score. */

import type { TokenTable } from '../table.js';
import type { TokenId } from '../types.js';
import type { TokenizerDocument } from './shape.js';

/** The two halves of a merge, in the older form with a space between them or in the newer one; undefined for anything else. */
function halves(merge: unknown): readonly [string, string] | undefined {
  if (Array.isArray(merge)) {
    const [left, right] = merge;
    return typeof left === 'string' && typeof right === 'string' ? [left, right] : undefined;
  }
  if (typeof merge !== 'string') return undefined;
  const at = merge.indexOf(' ', 1);
  return at < 0 ? undefined : [merge.slice(0, at), merge.slice(at + 1)];
}

/** Order by merges. */
export function learnMerges(table: TokenTable, { model }: TokenizerDocument): void {
  const vocab = model.vocab as Readonly<Record<string, unknown>>;
  let order = 0;
  for (const merge of model.merges ?? []) {
    const pair = halves(merge);
    if (pair === undefined) continue;
    const token = pair[0] + pair[1];
    const id = Object.hasOwn(vocab, token) ? vocab[token] : undefined;
    if (typeof id === 'number') table.learn(id, order++);
  }
}

/** Order by scores, the highest first; of equal ones the lower id. */
export function learnScores(table: TokenTable, scores: readonly (readonly [TokenId, number])[]): void {
  const sorted = [...scores].sort(([a, x], [b, y]) => y - x || a - b);
  for (const [order, [id]] of sorted.entries()) if (table.kindOf(id) === 'text') table.learn(id, order);
}
