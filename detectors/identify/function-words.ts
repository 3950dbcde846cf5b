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

/** The bit of a language's list; 0 where it has none. */
export function listOf(language: LanguageTag): number {
  const index = tags.indexOf(language);
  return index < 0 ? 0 : 1 << index;
}

/** The languages of lists, by their bits. */
export const languagesOf = (lists: number): readonly LanguageTag[] =>
  tags.filter((_, i) => (lists & (1 << i)) !== 0);

/** The lists that have `word`, in lower case, a bit each. */
export const listsWith = (word: string): number => listsOf.get(word) ?? 0;

/** Lists of other languages say nothing against English by words that it has as well: pour, son, per. */
const ENGLISH = listOf('en');

/** Letters of the lists, as columns of the tree, by code unit of a small letter; 0 for all others. */
const columns = new Uint8Array(0x2000);
/** One more than the letters are. */
let width = 1;
for (const word of listsOf.keys())
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (columns[unit] === 0) columns[unit] = width++;
  }

/** The tree: a row a node, with the node that each letter leads to. Node 0 is the dead end, 1 the root. */
const nodes: number[][] = [[], []];
/** By node, the lists that have the word that ends there, and whether English has it without listing it. */
const listsAt: number[] = [0, 0];
const isEnglishAt: boolean[] = [false, false];
for (const [word, lists] of listsOf) {
  let node = 1;
  for (let i = 0; i < word.length; i++) {
    const column = columns[word.charCodeAt(i)] as number;
    const row = nodes[node] as number[];
    node = row[column] ??= nodes.push([]) - 1;
  }
  listsAt[node] = lists;
  isEnglishAt[node] = (lists & ENGLISH) === 0 && isCommonEnglish(word);
}
const tree = new Uint16Array(nodes.length * width);
for (const [node, row] of nodes.entries())
  for (const [column, next] of row.entries()) if (next !== undefined) tree[node * width + column] = next;
const lists = Int32Array.from(nodes, (_, node) => listsAt[node] ?? 0);
const ofEnglish = Uint8Array.from(nodes, (_, node) => (isEnglishAt[node] === true ? 1 : 0));

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

/** Counts the function words of `language` and of others in `text` from `from` to `to`. */
export function countFunctionWords(
  text: string,
  language: LanguageTag,
  from = 0,
  to = text.length,
): FunctionWords {
  const bit = listOf(language);
  const isEnglish = bit === ENGLISH;
  sharing.fill(0);
  let words = 0;
  let own = 0;
  let others = 0;
  let node = 1;
  let inWord = false;
  for (let at = from; at <= to; at++) {
    const unit = at < to ? text.charCodeAt(at) : 0;
    if (isWordUnit(unit)) {
      inWord = true;
      const column = unit < 0x2000 ? (columns[lowerUnit(unit)] as number) : 0;
      node = column === 0 ? 0 : (tree[node * width + column] as number);
      continue;
    }
    if (!inWord) continue;
    words++;
    const found = lists[node] as number;
    if (found !== 0) {
      if ((found & bit) === 0) {
        if (!isEnglish || ofEnglish[node] === 0) others++;
      } else {
        own++;
        for (let rest = found & ~bit; rest !== 0; rest &= rest - 1)
          (sharing[31 - Math.clz32(rest & -rest)] as number)++;
      }
    }
    node = 1;
    inWord = false;
  }
  let shared = 0;
  for (const count of sharing) if (count > shared) shared = count;
  return { words, own, shared, others };
}

/** True where a segment is beyond doubt in the language that was counted for; false says nothing. */
export function isPlain({ words, own, shared, others }: FunctionWords): boolean {
  return shared < own && 8 * own >= words && (others === 0 || (own >= 2 && own >= 4 * others));
}
