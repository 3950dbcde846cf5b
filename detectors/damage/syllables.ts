/**
 * Syllables of Hangul that Korean has hardly a use for: `디지턈` for `디지털`. Unicode has all 11,172 that the letters can make; the
 * national standard KS X 1001 has the 2,350 that are written, and a torn character often becomes another. Slang and play with letters have
 * them too, so that one is a hint and no more.
 */

import type { Span } from '../types.js';
import type { MarkRange } from '../unicode/index.js';

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** Rows and cells of KS X 1001 with syllables, as EUC-KR has them. */
const ROWS = [0xb0, 0xc8] as const;
const CELLS = [0xa1, 0xfe] as const;

/** Outside the standard and common all the same (wordfreq 3.1.1): misspellings that everybody makes; a laugh; a dish. */
const COMMON = '됬잌떄슌깄됀쫒앜똠';

let known: ReadonlySet<string> | undefined;

/** Syllables that are written. */
function written(): ReadonlySet<string> {
  if (known !== undefined) return known;
  const bytes: number[] = [];
  for (let row = ROWS[0]; row <= ROWS[1]; row++)
    for (let cell = CELLS[0]; cell <= CELLS[1]; cell++) bytes.push(row, cell);
  known = new Set(new TextDecoder('euc-kr').decode(Uint8Array.from(bytes)) + COMMON);
  return known;
}

/** The others, with a bit. */
export function rareSyllableMarks(bit: number): readonly MarkRange[] {
  const ranges: MarkRange[] = [];
  for (let unit = FIRST; unit <= LAST; unit++)
    if (!written().has(String.fromCharCode(unit))) ranges.push([bit, unit, unit]);
  return ranges;
}

const SYLLABLES = /[\uac00-\ud7a3]+/g;

/** Words, as far as they are in Hangul, with such a syllable; in order. */
export function rareSyllablesIn(text: string): readonly Span[] {
  return Array.from(text.matchAll(SYLLABLES))
    .filter(({ 0: word }) => [...word].some((syllable) => !written().has(syllable)))
    .map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
}
