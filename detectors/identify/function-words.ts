/**
 * The commonest words of a language tell running text in it at a glance (Grefenstette, Comparing two language identification schemes,
 * JADT 1995). They are looked for where they stand, without a word being cut out of the text.
 */

import { allLanguages } from '../languages/index.js';
import type { LanguageTag } from '../types.js';
import {
  hashedWord,
  hashOf,
  isCommonEnglish,
  numberIn,
  putWord,
  WORD_SEED,
  type WordTable,
  wordTable,
} from '../words/index.js';
import { smallUnit } from './letters.js';
import { unitsOf } from './units.js';

/** Languages that have a list of them. */
const listed = allLanguages.filter(({ functionWords }) => functionWords !== undefined);
const tags = listed.map(({ tag }) => tag);

/** For each word the lists that have it, a bit each. */
const listsOf = new Map<string, number>();
for (const [i, { functionWords = '' }] of listed.entries())
  for (const word of functionWords.split(' ')) listsOf.set(word, (listsOf.get(word) ?? 0) | (1 << i));

const bits = new Map(tags.map((tag, i) => [tag, 1 << i]));

/** The bit of a language's list; 0 where it has none. */
export const listOf = (language: LanguageTag): number => bits.get(language) ?? 0;

/** The languages of lists, by their bits. */
export const languagesOf = (lists: number): readonly LanguageTag[] =>
  tags.filter((_, i) => (lists & (1 << i)) !== 0);

/** The lists that have `word`, in lower case, a bit each. */
export const listsWith = (word: string): number => listsOf.get(word) ?? 0;

/** Lists of other languages say nothing against English by words that it has as well: pour, son, per. */
const ENGLISH = listOf('en');

/** All words of the lists. */
interface Listed {
  readonly table: WordTable;
  /** By a word's number the lists that have it. */
  readonly lists: Int32Array;
  /** 1 where English has the word without listing it. */
  readonly isEnglish: Uint8Array;
}

function listedWords(): Listed {
  const table = wordTable(listsOf.size);
  const lists = new Int32Array(listsOf.size + 1);
  const isEnglish = new Uint8Array(listsOf.size + 1);
  let number = 0;
  for (const [word, having] of listsOf) {
    putWord(table, hashOf(word), ++number);
    lists[number] = having;
    isEnglish[number] = (having & ENGLISH) === 0 && isCommonEnglish(word) ? 1 : 0;
  }
  return { table, lists, isEnglish };
}

/** Made when a first text in Latin script is judged. */
let listedInAll: Listed | undefined;

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

const sharing = new Uint32Array(tags.length);

/**
 * Counts the function words of `language` and of others in `text` from `from` to `to`. Those of `close` languages, which pass for it, speak
 * neither for it nor against it.
 */
export function countFunctionWords(
  text: string,
  language: LanguageTag,
  close: readonly LanguageTag[] = [],
  from = 0,
  to = text.length,
): FunctionWords {
  listedInAll ??= listedWords();
  const { table, lists, isEnglish } = listedInAll;
  const units = unitsOf(text);
  const bit = listOf(language);
  const isOfEnglish = bit === ENGLISH;
  let rivals = ~bit;
  for (const other of close) rivals &= ~listOf(other);
  let words = 0;
  let own = 0;
  let others = 0;
  let isShared = false;
  let isInWord = false;
  let hash = WORD_SEED;
  for (let at = from; at <= to; at++) {
    const unit = at < to ? smallUnit(units[at] as number) : 0;
    if (unit !== 0) {
      if (!isInWord) hash = WORD_SEED;
      isInWord = true;
      hash = hashedWord(hash, unit);
      continue;
    }
    if (!isInWord) continue;
    isInWord = false;
    words++;
    const number = numberIn(table, hash);
    if (number === 0) continue;
    const found = lists[number] as number;
    let rest = found & rivals;
    if ((found & bit) === 0) {
      if (rest !== 0 && !(isOfEnglish && isEnglish[number] === 1)) others++;
      continue;
    }
    own++;
    if (rest !== 0 && !isShared) {
      isShared = true;
      sharing.fill(0);
    }
    for (; rest !== 0; rest &= rest - 1) (sharing[31 - Math.clz32(rest & -rest)] as number)++;
  }
  let shared = 0;
  if (isShared) for (const count of sharing) if (count > shared) shared = count;
  return { words, own, shared, others };
}

/** True where a segment is beyond doubt in the language that was counted for; false says nothing. */
export function isPlain({ words, own, shared, others }: FunctionWords): boolean {
  return shared < own && 8 * own >= words && (others === 0 || (own >= 2 && own >= 4 * others));
}
