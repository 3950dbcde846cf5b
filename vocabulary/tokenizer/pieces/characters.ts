/** What characters are to the patterns by which texts are split before they are encoded. */

import { CATEGORIES } from './characters.generated.js';

/** Categories, a bit each, so that several are asked for at once. What has none is a sign: punctuation, symbols, controls, what is not assigned. */
export const SIGN = 0;
/** Lu and Lt, Ll, Lm and Lo: together `\p{L}`. */
export const UPPER = 1;
export const LOWER = 2;
export const OTHER = 4;
/** `\p{M}` and `\p{N}`. */
export const MARK = 8;
export const NUMBER = 16;
/** `\s`: U+0020, line feed and carriage return, all else. */
export const BLANK = 32;
export const BREAK = 64;
export const SPACE = 128;

export const LETTER = UPPER | LOWER | OTHER;
export const WHITE = BLANK | BREAK | SPACE;

const BITS: Readonly<Record<string, number>> = {
  S: SIGN,
  U: UPPER,
  L: LOWER,
  O: OTHER,
  M: MARK,
  N: NUMBER,
  W: SPACE,
};

const CHARACTERS = 0x110000;

let table: Uint8Array | undefined;

function categoryTable(): Uint8Array {
  if (table !== undefined) return table;
  table = new Uint8Array(CHARACTERS);
  let from = 0;
  for (const [, count, category = ''] of CATEGORIES.matchAll(/(\d+)(\D)/g)) {
    const to = from + Number(count);
    table.fill(BITS[category] ?? SIGN, from, to);
    from = to;
  }
  table[0x20] = BLANK;
  table[0x0a] = table[0x0d] = BREAK;
  return table;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** Whether a character of two UTF-16 code units begins there. */
export const isPair = (text: string, at: number): boolean =>
  isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1));

/** The category of each UTF-16 code unit of a text, in both of a pair that of its character; in `room`, where that is long enough. Half a pair is a sign. */
export function categoriesOf(text: string, room: Uint8Array): Uint8Array {
  const known = categoryTable();
  const { length } = text;
  const into = room.length < length ? new Uint8Array(2 * length) : room;
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (!isPair(text, at)) {
      into[at] = known[unit] as number;
      continue;
    }
    const category = known[text.codePointAt(at) as number] as number;
    into[at++] = category;
    into[at] = category;
  }
  return into;
}
