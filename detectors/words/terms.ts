/** Words of software in small letters: names of programs, modules, functions, and what programmers call things. */

import { isCommonEnglish } from './english.js';
import { BORROWED, TERMS } from './terms.generated.js';

let terms: ReadonlySet<string> | undefined;
let borrowed: ReadonlySet<string> | undefined;

const has = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || (word.endsWith('s') && words.has(word.slice(0, -1)) && !isCommonEnglish(word));

/** Whether `word`, in lower case, is a word of software that English does not have otherwise: softmax, nginx. */
export function isOfSoftware(word: string): boolean {
  terms ??= new Set(TERMS.split(' '));
  return has(terms, word);
}

/** Whether it is one that English has as well, though not among its commonest words: pip, pandas, daemon. */
export function isBorrowedBySoftware(word: string): boolean {
  borrowed ??= new Set(BORROWED.split(' '));
  return has(borrowed, word);
}
