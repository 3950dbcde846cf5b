/** What of Latin text is part of a word, and its small letter: by code unit, since every text is gone through. */

import { letterScriptIds } from '../unicode/index.js';

/** Blocks with Latin letters; letters beyond are told by their script. */
const END = 0x2000;

const LETTER = /^[\p{L}\p{M}]$/u;

/** The small letter of each unit that is part of a word; 0 for others. */
const small = new Uint16Array(END);
for (let unit = 0; unit < END; unit++) {
  const letter = String.fromCharCode(unit);
  if (!LETTER.test(letter)) continue;
  const lower = letter.toLowerCase();
  small[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
}

/** Whether a code unit is a letter, or a mark on one. */
export const isWordUnit = (unit: number): boolean =>
  unit < END ? small[unit] !== 0 : letterScriptIds[unit] !== 0;

/** The code unit of the small letter of one under U+2000. */
export const lowerUnit = (unit: number): number => small[unit] as number;
