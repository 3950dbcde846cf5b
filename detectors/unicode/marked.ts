/** Which of a few kinds of character a text holds at all: one pass for what most texts have none of. */

import { copyUnits, units } from './units.js';

/** A set of bits for each UTF-16 code unit. */
export type Marks = Uint8Array;

/** A bit, and the first and the last unit that have it. */
export type MarkRange = readonly [bit: number, from: number, to: number];

/** The bits of units. */
export function marksOf(ranges: readonly MarkRange[]): Marks {
  const marks = new Uint8Array(0x10000);
  for (const [bit, from, to] of ranges)
    for (let unit = from; unit <= to; unit++) marks[unit] = (marks[unit] as number) | bit;
  return marks;
}

/** The bits of all units of a text. */
export function marksIn(text: string, marks: Marks): number {
  let found = 0;
  for (let offset = 0; offset < text.length; ) {
    const length = copyUnits(text, offset, text.length);
    for (let at = 0; at < length; at++) found |= marks[units[at] as number] as number;
    offset += length;
  }
  return found;
}
