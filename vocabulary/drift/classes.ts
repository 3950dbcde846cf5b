/** Cosines by the class of tokens. */

import { classOf, inClassOrder, type TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import { sortedOf, summarize } from './summary.js';
import type { ClassRow } from './types.js';

/** Sums up the cosine of each id, class by class: scripts, that with most tokens first, then the others. */
export function byClass(
  ids: Uint32Array,
  cosines: Float64Array,
  vocabulary: Vocabulary,
): readonly ClassRow[] {
  const groups = new Map<TokenClass, number[]>();
  for (const [i, id] of ids.entries()) {
    const name = classOf(vocabulary, id as TokenId);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cosines[i] ?? Number.NaN]);
    else group.push(cosines[i] ?? Number.NaN);
  }
  return [...groups]
    .map(([name, values]) => {
      const { tokens, mean, lowest, under } = summarize(sortedOf(Float64Array.from(values)), values.length);
      return { class: name, tokens, mean, lowest, under };
    })
    .sort(inClassOrder);
}
