/** What of a text in Latin script is part of a word, by code unit: every text is gone through. */

import { letterScriptIds, scriptId } from '../unicode/index.js';

/** Blocks with nearly all Latin letters; what is beyond is told by its script. */
const END = 0x2000;

const LATIN = scriptId('Latn');
const LETTER = /^[\p{L}\p{M}]$/u;
const MARK = /^\p{M}$/u;
const DIGIT = /^\p{Nd}$/u;
const VOWEL = /^[aeiouyà-æè-ïò-öø-ýāăąēĕėęěĩīĭįıōŏőœũūŭůűųưạ-ỹəɛɔ]$/u;

/** The small letter of each unit that is part of a word; 0 for others. */
const small = new Uint16Array(END);

/** What a unit is in a word: bits. */
const kinds = new Uint8Array(END);
const IS_LATIN = 1;
const IS_CAPITAL = 2;
const IS_VOWEL = 4;
/** What makes of the word beside it a variable, a command, a name: a digit, \, _, ^, an index, a power. A middle dot parts no word. */
const STICKS = 8;
const STICKING = '\\_^·$@#²³¹';

for (let unit = 0; unit < END; unit++) {
  const letter = String.fromCharCode(unit);
  if (LETTER.test(letter)) {
    const lower = letter.toLowerCase();
    small[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
    if (letterScriptIds[unit] === LATIN || MARK.test(letter)) kinds[unit] = IS_LATIN;
    if (lower !== letter) kinds[unit] = (kinds[unit] as number) | IS_CAPITAL;
    if (VOWEL.test(lower)) kinds[unit] = (kinds[unit] as number) | IS_VOWEL;
  } else if (DIGIT.test(letter) || STICKING.includes(letter)) kinds[unit] = STICKS;
}

/** Whether a code unit is a letter, or a mark on one. */
export const isWordUnit = (unit: number): boolean =>
  unit < END ? small[unit] !== 0 : letterScriptIds[unit] !== 0;

/** The code unit of the small letter of one that is part of a word; 0 for others. */
export const smallUnit = (unit: number): number =>
  unit < END ? (small[unit] as number) : letterScriptIds[unit] !== 0 ? unit : 0;

export const isLatin = (unit: number): boolean =>
  unit < END ? ((kinds[unit] as number) & IS_LATIN) !== 0 : letterScriptIds[unit] === LATIN;

export const isCapital = (unit: number): boolean =>
  unit < END && ((kinds[unit] as number) & IS_CAPITAL) !== 0;

export const isVowel = (unit: number): boolean => unit < END && ((kinds[unit] as number) & IS_VOWEL) !== 0;

/** Superscript and subscript digits, and the hyphenation point. */
const isIndex = (unit: number): boolean => (unit >= 0x2070 && unit <= 0x2089) || unit === 0x2027;

/** Whether a unit beside letters makes them something else than a word. */
export const sticks = (unit: number): boolean =>
  unit < END ? ((kinds[unit] as number) & STICKS) !== 0 : isIndex(unit);
