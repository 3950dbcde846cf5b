/**
 * Cuts a text where its tokens are cut in any case, so that what stands again and again (words, mostly) is encoded once. By the patterns of which
 * {@link Encoding} says `separable` a piece of a text never goes on over one of these signs behind a letter, whatever stands around.
 */

import { CUTTING_SIGNS } from '../tokenizer/index.js';

const SPACE = 0x20;

const LETTER = /^\p{L}$/u;

let table: Uint8Array | undefined;

/** 1 for letters, 2 for signs, by UTF-16 code unit. */
function unitTable(): Uint8Array {
  if (table !== undefined) return table;
  table = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) if (LETTER.test(String.fromCharCode(unit))) table[unit] = 1;
  for (const sign of CUTTING_SIGNS) table[sign.charCodeAt(0)] = 2;
  return table;
}

/** Calls `take` with each part of a text, in order. */
export function cutText(text: string, take: (part: string) => void): void {
  const units = unitTable();
  let start = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = units[unit] ?? 0;
    if (before === 1 && (kind === 2 || (unit === SPACE && units[text.charCodeAt(at + 1)] === 1))) {
      take(text.slice(start, at));
      start = at;
    }
    before = kind;
  }
  if (start < text.length) take(text.slice(start));
}
