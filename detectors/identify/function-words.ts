/**
 * The commonest words of a language tell running text in it at a glance (Grefenstette, Comparing two language identification schemes,
 * JADT 1995). They are looked for letter by letter in one tree of all lists, without a word being cut out of the text.
 */

import { allLanguages } from '../languages/index.js';
import type { LanguageTag } from '../types.js';
import { isCommonEnglish } from '../words/index.js';
import { isWordUnit, lowerUnit } from './letters.js';

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

/** Units that letters of the lists are among. */
const COLUMNS = 0x2000;

/** All lists as a tree of letters. */
interface Tree {
  /** By code unit under U+2000: 0 for what is no letter, 1 for letters of no list, and more for the column of others, small or not. */
  readonly columns: Uint8Array;
  readonly width: number;
  /** A row a node, with the node that each letter leads to. Node 0 is the dead end, 1 the root. */
  readonly next: Uint16Array;
  /** By node, the lists that have the word that ends there. */
  readonly lists: Int32Array;
  /** 1 where English has that word without listing it. */
  readonly isEnglish: Uint8Array;
}

function treeOf(words: ReadonlyMap<string, number>): Tree {
  const columnOf = new Map<number, number>();
  const rows: number[][] = [[], []];
  const ends = new Map<number, string>();
  for (const word of words.keys()) {
    let node = 1;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      const column = columnOf.get(unit) ?? columnOf.size + 2;
      columnOf.set(unit, column);
      const row = rows[node] as number[];
      node = row[column] ??= rows.push([]) - 1;
    }
    ends.set(node, word);
  }
  const width = columnOf.size + 2;
  const next = new Uint16Array(rows.length * width);
  for (const [node, row] of rows.entries())
    for (const [column, to] of row.entries()) if (to !== undefined) next[node * width + column] = to;
  const lists = new Int32Array(rows.length);
  const isEnglish = new Uint8Array(rows.length);
  for (const [node, word] of ends) {
    const having = words.get(word) as number;
    lists[node] = having;
    isEnglish[node] = (having & ENGLISH) === 0 && isCommonEnglish(word) ? 1 : 0;
  }
  const columns = Uint8Array.from({ length: COLUMNS }, (_, unit) =>
    isWordUnit(unit) ? (columnOf.get(lowerUnit(unit)) ?? 1) : 0,
  );
  return { columns, width, next, lists, isEnglish };
}

/** Made when a first text in Latin script is judged. */
let tree: Tree | undefined;

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
  tree ??= treeOf(listsOf);
  const { columns, width, next, lists, isEnglish } = tree;
  const bit = listOf(language);
  const isOfEnglish = bit === ENGLISH;
  let rivals = ~bit;
  for (const other of close) rivals &= ~listOf(other);
  let words = 0;
  let own = 0;
  let others = 0;
  let isShared = false;
  let node = 1;
  let inWord = false;
  for (let at = from; at <= to; at++) {
    const unit = at < to ? text.charCodeAt(at) : 0;
    const column = unit < COLUMNS ? (columns[unit] as number) : isWordUnit(unit) ? 1 : 0;
    if (column > 0) {
      inWord = true;
      node = next[node * width + column] as number;
      continue;
    }
    if (!inWord) continue;
    words++;
    const found = lists[node] as number;
    if (found !== 0) {
      let rest = found & rivals;
      if ((found & bit) === 0) {
        if (rest !== 0 && !(isOfEnglish && isEnglish[node] === 1)) others++;
      } else {
        own++;
        if (rest !== 0 && !isShared) {
          isShared = true;
          sharing.fill(0);
        }
        for (; rest !== 0; rest &= rest - 1) (sharing[31 - Math.clz32(rest & -rest)] as number)++;
      }
    }
    node = 1;
    inWord = false;
  }
  let shared = 0;
  if (isShared) for (const count of sharing) if (count > shared) shared = count;
  return { words, own, shared, others };
}

/** True where a segment is beyond doubt in the language that was counted for; false says nothing. */
export function isPlain({ words, own, shared, others }: FunctionWords): boolean {
  return shared < own && 8 * own >= words && (others === 0 || (own >= 2 && own >= 4 * others));
}
