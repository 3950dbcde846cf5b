/**
 * What tells other languages of the same script in a text in one language: whole words, and three letters in a row that it does not
 * write. Numbers, so that each letter of a text costs two looks into a table.
 */

import type { Policy } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';
import { letterScriptIds } from '../unicode/index.js';
import { SIBLINGS } from './siblings.generated.js';

/** Codes of letters: 0 ends a word; others fit six bits. */
export const OTHER_LETTER = 61;
/** A letter that the language is not written with. */
export const FOREIGN_LETTER = 62;
/** Vowel signs of Arabic and what stretches a word: as good as not there. */
export const SILENT = 63;

/**
 * Units by their last eleven bits: all letters of these scripts, in a table that stays in the first-level cache. What is elsewhere in
 * Unicode may be taken for one of them; {@link codeOf} is asked before anything is said of a word.
 */
export const UNITS_MASK = 0x7ff;

const CODES = 64;
const FILTER = 0x40000;

/** Three codes in a row. */
export const PARTS_SIZE = CODES ** 3;

type Letters = NonNullable<Policy['letters']>;

export interface SiblingTable {
  /** The languages that are told, each a bit below. */
  readonly languages: readonly LanguageTag[];
  /** The code of each UTF-16 code unit under the mask. */
  readonly codes: Uint8Array;
  /** A bit for each three codes in a row, set where they tell any: and with a letter that the language is not written with. */
  readonly telling: Int32Array;
  /** Which languages these tell. */
  readonly parts: ReadonlyMap<number, number>;
  /** A bit for each end of a hash, set where a word below has it. */
  readonly filter: Int32Array;
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

const JOINER = 0x200c;

/** The code of a UTF-16 code unit. */
export const codeOf = ({ codes }: Pick<SiblingTable, 'codes'>, unit: number): number =>
  unit > UNITS_MASK && unit !== JOINER
    ? Number(letterScriptIds[unit] !== 0) * OTHER_LETTER
    : (codes[unit & UNITS_MASK] as number);

function codesOf(letters: Iterable<string>, foreign: string): Uint8Array {
  const codes = new Uint8Array(UNITS_MASK + 1);
  for (let unit = 0; unit <= UNITS_MASK; unit++) if (letterScriptIds[unit] !== 0) codes[unit] = OTHER_LETTER;
  codes[JOINER & UNITS_MASK] = OTHER_LETTER;
  let next = 1;
  for (const letter of letters) {
    if (next === OTHER_LETTER) throw new RangeError('more letters than six bits tell apart');
    for (const one of new Set([letter, letter.toUpperCase()])) codes[one.charCodeAt(0) & UNITS_MASK] = next;
    next++;
  }
  for (const letter of foreign) codes[letter.charCodeAt(0)] = FOREIGN_LETTER;
  for (let unit = 0x640; unit <= 0x670; unit++)
    if (withoutSilent(String.fromCharCode(unit)) === '') codes[unit] = SILENT;
  return codes;
}

function setBit(bits: Int32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31));
}

function made(language: LanguageTag, foreign: string): SiblingTable | undefined {
  const lines = LINES.filter(([, own]) => own === language);
  if (lines.length === 0) return undefined;
  const letters = new Set(lines.flatMap(([, , parts = '', words = '']) => [...`${parts}${words}`]));
  for (const sign of ' ,') letters.delete(sign);
  for (const letter of foreign) letters.delete(letter);
  const codes = codesOf([...letters].sort(), foreign);
  const table = {
    languages: lines.map(([other = '']) => other),
    codes,
    telling: new Int32Array(PARTS_SIZE / 32),
    parts: new Map<number, number>(),
    filter: new Int32Array(FILTER / 32),
    words: new Map<string, number>(),
  };
  for (const [i, [, , parts = '', words = '']] of lines.entries()) {
    for (const part of parts.split(',')) {
      const [a = 0, b = 0, c = 0] = Array.from(part, (letter) => codeOf(table, letter.charCodeAt(0)));
      const at = (a * CODES + b) * CODES + c;
      table.parts.set(at, (table.parts.get(at) ?? 0) | (1 << i));
      setBit(table.telling, at);
    }
    for (const word of words.split(',')) {
      table.words.set(word, (table.words.get(word) ?? 0) | (1 << i));
      let hash = 0;
      for (const letter of word) hash = hashed(hash, codeOf(table, letter.charCodeAt(0)));
      setBit(table.filter, ended(hash));
    }
  }
  for (let at = FOREIGN_LETTER; at < PARTS_SIZE; at += CODES) setBit(table.telling, at);
  return table;
}

const tables = new WeakMap<Letters, SiblingTable | null>();

/** The table of a language with letters that it is not written with; null where nothing is known. */
export function siblingTable(language: LanguageTag, letters: Letters): SiblingTable | null {
  let table = tables.get(letters);
  if (table === undefined) {
    table = made(primaryLanguage(language), letters.foreign) ?? null;
    tables.set(letters, table);
  }
  return table;
}
