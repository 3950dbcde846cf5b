/** The words and patterns of requests in the files of languages, as regular expressions. */

import { allLanguages, type Language } from '../languages/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';
import { isUnspaced } from '../unicode/index.js';

/** The file of a language, for its own tag or for one of its kinds. */
export function languageFile(display: LanguageTag): Language | undefined {
  const primary = primaryLanguage(display);
  return allLanguages.find(({ tag }) => tag === display) ?? allLanguages.find(({ tag }) => tag === primary);
}

/** Whether parts of words count: where words stand without spaces, and in Korean, whose endings say what is asked. */
export const inParts = ({ scripts }: Language): boolean =>
  scripts.some((script) => isUnspaced(script) || script === 'Hang');

export const LETTERS = '[\\p{L}\\p{M}]';

/** Arabic and Hebrew write an `and` in one with the word that follows. */
const AND = '[وفוש]?';

/** A pattern as the source of a regular expression, in a language whose words stand apart or not. */
export const sourceOf = (pattern: string, parts: boolean): string =>
  pattern
    .replaceAll(/(?<=[\p{L}\p{M}_])\*/gu, `${LETTERS}*`)
    .replaceAll('_', parts ? '\\s*' : '(?:\\s+)')
    .replaceAll("'", "['’]");

/** Finds any of the words, which have spaces between them. */
export function anyOf(words: string, parts: boolean): RegExp {
  const any = words
    .split(' ')
    .map((word) => sourceOf(word, parts))
    .join('|');
  return new RegExp(parts ? any : `(?<!${LETTERS})${AND}(?:${any})(?!${LETTERS})`, 'iu');
}
