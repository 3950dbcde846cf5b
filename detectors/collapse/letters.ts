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

/** The letters of a text, or the first of them: as many as `most`, one more where that is half of a character. */
export function lettersOf(text: string, most = text.length): Letters {
  // Made when it is first needed: most commands never compare texts.
  table ??= Uint8Array.from({ length: 0x10000 }, (_, unit) => kindOf(unit));
  const found = new Uint16Array(Math.min(text.length, most + 1));
  let size = 0;
  let wide = 0;
  let digits = 0;
  for (let offset = 0; offset < text.length && size < most; ) {
    const length = copyUnits(text, offset, Math.min(text.length, offset + 3 * most + 1));
    let at = 0;
    for (; at < length && size < most; at++) {
      // Within the copy, the table holds every unit, and what is found is at most what is read.
      const unit = units[at] as number;
      const kind = table[unit] as number;
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
