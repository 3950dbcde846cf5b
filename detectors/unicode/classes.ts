/**
 * Classes: what the scanner tells apart, and the codes in which its table holds them. A class is a number of the caller's; a
 * code is a set of five bits out of ten. No such set holds another one, so the union of some codes equals one of them only if
 * they are all that one: the scanner tests several code units at once by OR-ing their codes.
 */

import { letterScriptIds, scriptIds } from './table.js';

/** The class that stays with the run it stands in. */
export const NEUTRAL = 0;

/** Classes 0 to 251 are as many as there are sets of five bits out of ten, neutral (the empty set) replacing one. */
export const CLASSES = 252;

/** Code of a surrogate: the scanner has to look at the code point. */
export const SURROGATE = 0x3ff;

const codes = new Uint16Array(CLASSES);
const classByCode = new Uint8Array(SURROGATE + 1);

function bitsOf(value: number): number {
  let bits = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) bits++;
  return bits;
}

for (let code = 1, next = 1; next < CLASSES; code++) {
  if (bitsOf(code) !== 5) continue;
  codes[next] = code;
  classByCode[code] = next;
  next++;
}

/** The code of a class, and the class of a code. */
export const encode: Uint16Array = codes;
export const decode: Uint8Array = classByCode;

export interface Classes {
  /** Code of each UTF-16 code unit, 65,536 of them. */
  readonly units: Uint16Array;
  /** Class by script id, for code points above U+FFFF. */
  readonly byScript: Uint8Array;
  /** Script id of each code point: of letters and marks only, or of all that have a script. */
  readonly ids: Uint8Array;
}

/** Classes by script id; with `letters`, digits, punctuation and symbols that have a script of their own are neutral. */
export function compileClasses(byScript: Uint8Array, letters: boolean): Classes {
  const ids = letters ? letterScriptIds : scriptIds;
  const units = new Uint16Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++)
    units[unit] = codes[byScript[ids[unit] as number] as number] as number;
  units.fill(SURROGATE, 0xd800, 0xe000);
  return { units, byScript, ids };
}

/** Class of a code point; a lone surrogate is neutral. */
export function classOf({ units, byScript, ids }: Classes, codePoint: number): number {
  if (codePoint > 0xffff) return byScript[ids[codePoint] as number] as number;
  const code = units[codePoint] as number;
  return code === SURROGATE ? NEUTRAL : (decode[code] as number);
}
