/** Quotations and titles in quotation marks, in Latin script or, between languages of one script, in another language. */

import { disjoint, spanAt } from '../spans.js';
import type { Span } from '../types.js';
import type { ExemptionRule } from './rule.js';

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
export function quotations(text: string): Span[] {
  const spans: Span[] = [];
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
        if (index - start - 1 >= SHORTEST) spans.push({ start, end: index + 1 });
        opened[i] = -1;
      } else if (open === mark && !within) opened[i] = index;
    }
  }
  return disjoint(spans);
}

/** A whole sentence in quotation marks. */
const QUOTED = /^["“„«‘].*["”“»’][.,;:]?$/su;

/** A year in brackets, after which a reference has its title (APA style). */
const YEAR_BEFORE = /\(\d{4}[a-z]?(?:, [^)\n]{1,20})?\)[.,:]?[\s*_"“]{0,4}$/;
const YEAR_UNITS = 40;

const OPENING = /["“„«‘]/;
const CLOSING = /["”“»’]/;

export const quotation: ExemptionRule<'quotation'> = {
  name: 'quotation',
  title: 'Quotations',
  why: 'text in quotation marks, wholly in another script',
  what:
    'Latin script between quotation marks with no letter of the language; between Latin-script ' +
    'languages a quotation inside a line or announced by a colon, a whole sentence in quotation ' +
    'marks, a title after a year in brackets. A third script in quotation marks is a slip',
  priority: 100,
  covers: {
    word: ({ start, end, form }, { text, quotations: foreign }) =>
      form === 'marked'
        ? OPENING.test(text[start - 1] ?? '') && CLOSING.test(text[end] ?? '')
        : spanAt(foreign(), start) !== undefined,
    line: ({ start, end, quoted }, { text }) =>
      quoted ||
      QUOTED.test(text.slice(start, end)) ||
      YEAR_BEFORE.test(text.slice(Math.max(0, start - YEAR_UNITS), start)),
  },
  examples: [
    { language: 'ja', text: '曲名は「let it be me」です。', exempt: ['let', 'it', 'be', 'me'] },
    {
      language: 'de',
      text: 'Er sagte: "This is the best day of my life and I will never forget it." Dann ging er nach Hause.',
      exempt: ['"This is the best day of my life and I will never forget it."'],
    },
    { language: 'ja', text: '彼は「привет」と言いました。', exempt: [], found: ['привет'] },
  ],
};
