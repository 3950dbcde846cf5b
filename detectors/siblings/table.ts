/**
 * What tells other languages of the same script in a text in one language: whole words, and three letters in a row that it does not
 * write. Numbers, so that each letter of a text costs two looks into a table.
 */

import type { LanguageTag } from '../types.js';
import { letterScriptIds } from '../unicode/index.js';
import { SIBLINGS } from './siblings.generated.js';

/** Codes of letters: 0 ends a word; others fit six bits. */
export const OTHER_LETTER = 61;
/** A letter that the language is not written with. */
export const FOREIGN_LETTER = 62;
/** Vowel signs of Arabic and what stretches a word: as good as not there. */
export const SILENT = 63;

const UNITS = 0x10000;
const CODES = 64;
const FILTER = 0x10000;

export interface SiblingTable {
  /** The languages that are told, each a bit below. */
  readonly languages: readonly LanguageTag[];
  /** The code of each UTF-16 code unit. */
  readonly codes: Uint8Array;
  /** Of three codes in a row, the languages that they tell. */
  readonly parts: Uint8Array;
  /** Whether a word whose hash ends so may be among those below. */
  readonly filter: Uint8Array;
  /** Whole words in lower case, with the languages that they tell. */
  readonly words: ReadonlyMap<string, number>;
}

/** One more letter of a word's hash. */
export const hashed = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

export const ended = (hash: number): number => (hash ^ (hash >>> 16)) & (FILTER - 1);

const LINES = SIBLINGS.split('\n').map((line) => line.split('\t'));

const SILENT_UNITS = /[\u0640\u064b-\u0652\u0670]/g;

/** A word as it stands in the table. */
export const withoutSilent = (word: string): string => word.replace(SILENT_UNITS, '');

const JOINER = '\u200c';

function codesOf(letters: Iterable<string>, foreign: string): Uint8Array {
  const codes = new Uint8Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) if (letterScriptIds[unit] !== 0) codes[unit] = OTHER_LETTER;
  codes[JOINER.charCodeAt(0)] = OTHER_LETTER;
  let next = 1;
  for (const letter of letters) {
    if (next === OTHER_LETTER) throw new RangeError('more letters than six bits tell apart');
    for (const one of new Set([letter, letter.toUpperCase()])) codes[one.charCodeAt(0)] = next;
    next++;
  }
  for (const letter of foreign) codes[letter.charCodeAt(0)] = FOREIGN_LETTER;
  for (let unit = 0x640; unit <= 0x670; unit++)
    if (withoutSilent(String.fromCharCode(unit)) === '') codes[unit] = SILENT;
  return codes;
}

function made(language: LanguageTag, foreign: string): SiblingTable | undefined {
  const lines = LINES.filter(([, own]) => own === language);
  if (lines.length === 0) return undefined;
  const letters = new Set(lines.flatMap(([, , parts = '', words = '']) => [...`${parts}${words}`]));
  for (const sign of ' ,') letters.delete(sign);
  for (const letter of foreign) letters.delete(letter);
  const codes = codesOf([...letters].sort(), foreign);
  const codeOf = (character: string | undefined): number => codes[character?.charCodeAt(0) ?? 0] ?? 0;
  const table = {
    languages: lines.map(([other = '']) => other),
    codes,
    parts: new Uint8Array(CODES ** 3),
    filter: new Uint8Array(FILTER),
    words: new Map<string, number>(),
  };
  for (const [i, [, , parts = '', words = '']] of lines.entries()) {
    for (const part of parts.split(',')) {
      const [a, b, c] = [codeOf(part[0]), codeOf(part[1]), codeOf(part[2])];
      const at = (a * CODES + b) * CODES + c;
      table.parts[at] = (table.parts[at] as number) | (1 << i);
    }
    for (const word of words.split(',')) {
      table.words.set(word, (table.words.get(word) ?? 0) | (1 << i));
      let hash = 0;
      for (const letter of word) hash = hashed(hash, codeOf(letter));
      table.filter[ended(hash)] = 1;
    }
  }
  return table;
}

const tables = new Map<LanguageTag, SiblingTable | undefined>();

/** The table of a language, by its subtag alone; undefined where nothing is known. `foreign` are letters that it is not written with. */
export function siblingTable(language: LanguageTag, foreign: string): SiblingTable | undefined {
  if (!tables.has(language)) tables.set(language, made(language, foreign));
  return tables.get(language);
}
