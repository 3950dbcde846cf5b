/**
 * The commonest words of a language tell running text in it at a glance (Grefenstette, Comparing two language identification schemes,
 * JADT 1995). They only save the slower identification where there is no doubt: they never say that a text is in another language.
 */

import { allLanguages } from '../languages/index.js';
import type { LanguageTag } from '../types.js';

/** Languages that have a list of them. */
const listed = allLanguages.filter(({ functionWords }) => functionWords !== undefined);
const tags = listed.map(({ tag }) => tag);

/** For each word the lists that have it, a bit each. */
const listsOf = new Map<string, number>();
for (const [i, { functionWords = '' }] of listed.entries())
  for (const word of functionWords.split(' ')) listsOf.set(word, (listsOf.get(word) ?? 0) | (1 << i));

/** Counts of a segment. A word that several languages have counts as the own one's, and against it for none. */
export interface FunctionWords {
  readonly words: number;
  /** Function words of the language asked about. */
  readonly own: number;
  /** The most of them that any one other list has as well. */
  readonly shared: number;
  /** Function words of other languages only. */
  readonly others: number;
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;

const sharing = new Uint32Array(tags.length);

/** Counts the function words of `language` and of others in `text`, which is in lower case. */
export function countFunctionWords(text: string, language: LanguageTag): FunctionWords {
  const index = tags.indexOf(language);
  const bit = index < 0 ? 0 : 1 << index;
  sharing.fill(0);
  let words = 0;
  let own = 0;
  let others = 0;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    words++;
    const lists = listsOf.get(match[0]);
    if (lists === undefined) continue;
    if ((lists & bit) === 0) others++;
    else {
      own++;
      for (let rest = lists & ~bit; rest !== 0; rest &= rest - 1)
        (sharing[31 - Math.clz32(rest & -rest)] as number)++;
    }
  }
  let shared = 0;
  for (const count of sharing) if (count > shared) shared = count;
  return { words, own, shared, others };
}

/** True where a segment is beyond doubt in the language that was counted for; false says nothing. */
export function isPlain({ words, own, shared, others }: FunctionWords): boolean {
  return shared < own && 8 * own >= words && (others === 0 || (own >= 2 && own >= 4 * others));
}
