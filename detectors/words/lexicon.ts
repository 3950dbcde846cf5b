/** Which languages in Latin script have a word, by how often it stands in texts of each. */

import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';
import { LEXICON, LEXICON_CLASSES, LEXICON_LANGUAGES, LEXICON_WORDS } from './lexicon.generated.js';
import { hashedWord, hashOf, numberIn, putWord, WORD_SEED, type WordTable, wordTable } from './table.js';

interface Lexicon {
  /** The number of each word's class. */
  readonly table: WordTable;
  /** For each number the languages that have the word, a bit each, those of them that hardly do, and those in which it is foreign by itself. */
  readonly has: Uint16Array;
  readonly hardly: Uint16Array;
  readonly alone: Uint16Array;
}

let lexicon: Lexicon | undefined;

const CAPITAL_A = 65;
const CAPITAL_Z = 90;
const ZERO = 48;
const NINE = 57;

function read(): Lexicon {
  const table = wordTable(LEXICON_WORDS);
  // The hash of each beginning of the word before, so that what two words share is hashed once.
  const begun = new Int32Array(64);
  begun[0] = WORD_SEED;
  let letters = 0;
  let number = -1;
  for (let at = 0; at < LEXICON.length; at++) {
    const unit = LEXICON.charCodeAt(at);
    if (unit >= ZERO && unit <= NINE) number = 10 * Math.max(number, 0) + unit - ZERO;
    else if (unit >= CAPITAL_A && unit <= CAPITAL_Z) {
      if (number >= 0) putWord(table, begun[letters] as number, number + 1);
      number = -1;
      letters = unit - CAPITAL_A;
    } else {
      begun[letters + 1] = hashedWord(begun[letters] as number, unit);
      letters++;
    }
  }
  putWord(table, begun[letters] as number, number + 1);
  const ofClasses = `0 0 0,${LEXICON_CLASSES}`
    .split(',')
    .map((one) => one.split(' ').map((bits) => Number.parseInt(bits, 36)));
  return {
    table,
    has: Uint16Array.from(ofClasses, ([has = 0]) => has),
    hardly: Uint16Array.from(ofClasses, ([, hardly = 0]) => hardly),
    alone: Uint16Array.from(ofClasses, ([, , alone = 0]) => alone),
  };
}

/** The bit of a language; 0 of one that the lexicon does not know. */
export function lexiconBit(language: LanguageTag): number {
  const index = (LEXICON_LANGUAGES as readonly string[]).indexOf(primaryLanguage(language));
  return index < 0 ? 0 : 1 << index;
}

/** The languages of bits, in the order of the lexicon. */
export const lexiconLanguages = (bits: number): readonly LanguageTag[] =>
  LEXICON_LANGUAGES.filter((_, i) => (bits & (1 << i)) !== 0);

/** The number of the word with a hash; 0 of one that is not listed. */
export function numberOfHash(hash: number): number {
  lexicon ??= read();
  return numberIn(lexicon.table, hash);
}

/** The number of the word between `start` and `end`, letters in lower case. */
export const wordNumber = (text: string, start: number, end: number): number =>
  numberOfHash(hashOf(text, start, end));

/** The languages that have the word of a number, loans among them, a bit each. */
export const languagesWith = (number: number): number => lexicon?.has[number] ?? 0;

/** Those of them that have it ten times as rarely as another one: a loan, a name, what they cite. */
export const languagesHardlyWith = (number: number): number => lexicon?.hardly[number] ?? 0;

/** Those in which it is a word of English by itself. */
export const foreignAloneIn = (number: number): number => lexicon?.alone[number] ?? 0;
