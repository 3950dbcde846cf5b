/** The letters and digits of a text in a row: what texts are compared by, with or without spaces between words. */

import { copyUnits, letterScriptIds, scriptCodes, scriptId, units } from '../unicode/index.js';

/** One letter of these says as much as two or three of an alphabet. */
const WIDE = ['Hani', 'Hira', 'Kana', 'Hang', 'Bopo'].map(scriptId);
const WIDE_WEIGHT = 2.5;

const isWide = Uint8Array.from(scriptCodes, (_, id) => Number(WIDE.includes(id)));

export interface Letters {
  /** Letters, the marks on them and ASCII digits, as UTF-16 code units. */
  readonly units: Uint16Array;
  /** Letters of an alphabet that would say as much: a Han, Kana or Hangul letter counts for two and a half, a digit for none. */
  readonly weight: number;
  /** Whether most are Han, Kana or Hangul. */
  readonly wide: boolean;
}

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** Weight of one unit of letters like these. */
export const weightOfUnit = ({ wide }: Pick<Letters, 'wide'>): number => (wide ? WIDE_WEIGHT : 1);

/** What a code unit is; half of a pair of surrogates has to be looked at together with the other. */
const OTHER = 0;
const LETTER = 1;
const WIDE_LETTER = 2;
const DIGIT = 3;
const SURROGATE = 4;

let table: Uint8Array | undefined;

function kindOf(unit: number): number {
  if ((unit & 0xf800) === 0xd800) return SURROGATE;
  const id = letterScriptIds[unit] ?? 0;
  if (id > 0) return isWide[id] === 1 ? WIDE_LETTER : LETTER;
  return isDigit(unit) ? DIGIT : OTHER;
}

/** What each code unit is. Made when it is first needed: most commands never compare texts. */
function kinds(): Uint8Array {
  if (table === undefined) {
    table = new Uint8Array(0x10000);
    for (let unit = 0; unit < table.length; unit++) table[unit] = kindOf(unit);
  }
  return table;
}

/** What letters are put into: memory that is used anew for text after text, since each array of its own costs more than reading the text. */
export class Memory {
  #units = new Uint16Array(0x4000);

  /** At least so many units; what was there is overwritten. */
  of(length: number): Uint16Array {
    if (length > this.#units.length) this.#units = new Uint16Array(2 ** Math.ceil(Math.log2(length)));
    return this.#units;
  }
}

/** The letters of a text. With `memory` they last until it is used for another text. */
export function lettersOf(text: string, memory?: Memory): Letters {
  const kindOfUnit = kinds();
  const found = memory?.of(text.length) ?? new Uint16Array(text.length);
  let size = 0;
  let wide = 0;
  let digits = 0;
  for (let offset = 0; offset < text.length; ) {
    const length = copyUnits(text, offset);
    let at = 0;
    for (; at < length; at++) {
      // Within the copy, the table holds every unit, and what is found is at most what is read.
      const unit = units[at] as number;
      const kind = kindOfUnit[unit] as number;
      if (kind === OTHER) continue;
      if (kind === SURROGATE) {
        const point = text.codePointAt(offset + at) as number;
        if (point <= 0xffff) continue;
        const id = letterScriptIds[point] ?? 0;
        if (id > 0) {
          found[size++] = unit;
          found[size++] = text.charCodeAt(offset + at + 1);
          wide += 2 * (isWide[id] ?? 0);
        }
        at++;
        continue;
      }
      found[size++] = unit;
      if (kind === WIDE_LETTER) wide++;
      else if (kind === DIGIT) digits++;
    }
    offset += at;
  }
  return {
    units: found.subarray(0, size),
    weight: size - digits - wide + wide * WIDE_WEIGHT,
    wide: 2 * wide > size,
  };
}

/**
 * The first `count` letters of a text, put into `found`, and how many there are: fewer where the text has no more. Without the copy that reading the whole text begins
 * with.
 */
export function firstLetters(text: string, count: number, found: Uint16Array): number {
  const kindOfUnit = kinds();
  let size = 0;
  for (let at = 0; at < text.length && size < count; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOfUnit[unit] as number;
    // Half of a character is a letter where the character is one.
    const point = kind === SURROGATE ? text.codePointAt((unit & 0xfc00) === 0xdc00 ? at - 1 : at) : undefined;
    const counts = kind === SURROGATE ? (letterScriptIds[point ?? 0] ?? 0) > 0 : kind !== OTHER;
    if (counts) found[size++] = unit;
  }
  return size;
}
