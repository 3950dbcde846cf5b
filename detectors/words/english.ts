/** Ordinary English words, told from names and terms of a trade. */

import { COMMON_ENGLISH } from './english.generated.js';

let words: ReadonlySet<string> | undefined;

/** Whether `word`, in lower case, is among the ten thousand commonest English ones (SCOWL sizes 10 and 20). */
export function isCommonEnglish(word: string): boolean {
  words ??= new Set(COMMON_ENGLISH.split(' '));
  return words.has(word);
}
