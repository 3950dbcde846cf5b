/** Tells languages of one script apart by small words and letters. */

import type { LanguageTag } from '../../../detectors/index.js';

export interface Traits {
  readonly language: LanguageTag;
  /** Words that its requests are full of, lower-case, with spaces between them. */
  readonly words: string;
  /** Letters that few others of the languages have, lower-case; a word counts once however many it has. */
  readonly letters?: string;
}

/** Words looked at; a request says early what language it is in. */
const WORDS = 200;

const WORD = /[\p{L}\p{M}]+/gu;

/** What tells `languages` apart: the one that most words speak for, the first of those that are even. */
export function teller(languages: readonly Traits[]): (text: string) => LanguageTag {
  const byWord = new Map<string, number[]>();
  for (const [i, { words }] of languages.entries())
    for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), i]);
  const patterns = languages.map(({ letters }) => (letters ? new RegExp(`[${letters}]`, 'u') : undefined));
  return (text) => {
    const times = languages.map(() => 0);
    for (const word of (text.toLowerCase().match(WORD) ?? []).slice(0, WORDS)) {
      for (const i of byWord.get(word) ?? []) times[i] = (times[i] ?? 0) + 1;
      for (const [i, pattern] of patterns.entries()) if (pattern?.test(word)) times[i] = (times[i] ?? 0) + 1;
    }
    return languages[times.indexOf(Math.max(...times))]?.language ?? 'en';
  };
}
