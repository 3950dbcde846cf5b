/** Quotations and titles: what stands in quotation marks without a letter of the language around it. */

import { disjoint, type Zone } from './zones.js';

/** Every mark that opens or closes a quotation, and the end of a line. */
const MARKS = /["“”„«»「」『』《》〈〉‘’\n]/g;

/** Closing marks of each opening one. */
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['‘', '’'],
];

/** Code units between the marks. */
const SHORTEST = 2;
const LONGEST = 200;

/** All quotations on one line, of each kind of marks from the first opening one on; sorted, of two that overlap the first. */
export function quotations(text: string): Zone[] {
  const zones: Zone[] = [];
  const opened = PAIRS.map(() => -1);
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (mark === '\n') {
      opened.fill(-1);
      continue;
    }
    for (const [i, [open, close]] of PAIRS.entries()) {
      const start = opened[i] as number;
      const within = start >= 0 && index - start - 1 <= LONGEST;
      if (within && close.includes(mark)) {
        if (index - start - 1 >= SHORTEST) zones.push({ start, end: index + 1, reason: 'quotation' });
        opened[i] = -1;
      } else if (open === mark && !within) opened[i] = index;
    }
  }
  return disjoint(zones);
}

/** Quotations of which `isForeign` says that they hold nothing of the language itself; sorted and disjoint. */
export function quotationZones(text: string, isForeign: (quoted: string) => boolean): Zone[] {
  return quotations(text).filter(({ start, end }) => isForeign(text.slice(start, end)));
}
