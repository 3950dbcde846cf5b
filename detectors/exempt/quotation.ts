/** Quotations and titles in quotation marks, in Latin script or, between languages of one script, in another language. */

import type { ForeignWords } from '../find/index.js';
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

/** What stands before and behind a value of JSON that has a line to itself, or follows its key. */
const VALUE_BEFORE = /(?:[[{,]\s*|":\s*)$/;
const VALUE_AFTER = /^\s*(?:[\]},]|$)/;
const VALUE_UNITS = 40;

/** Whether a sentence in quotation marks is a value of JSON, which is text for people. */
function isValue(text: string, { start, end }: Span): boolean {
  if (text[start] !== '"') return false;
  const before = text.slice(Math.max(0, start - VALUE_UNITS), start);
  const isLast = VALUE_AFTER.test(text.slice(end, end + VALUE_UNITS));
  return /[\n:]\s*$/.test(before) && VALUE_BEFORE.test(before) && (isLast || text[end - 1] === ',');
}

/** A year in brackets, after which a reference has its title (APA style). */
const YEAR_BEFORE = /\(\d{4}[a-z]?(?:, [^)\n]{1,20})?\)[.,:]?[\s*_"“]{0,4}$/;
const YEAR_UNITS = 40;
/** The same, with a part of the title. */
const REFERENCE_BEFORE = /\((?:19|20)\d\d[a-z]?(?:, [^)\n]{1,20})?\)[.,:]? ?[^.\n]{0,160}$/;
const REFERENCE_UNITS = 220;

const OPENING = /["“„«‘]/;
const CLOSING = /["”“»’]/;

/** Share of what stands in quotation marks from which words are what is cited, and no slip within it. */
const CITED = 0.5;

/** Marks of emphasis right around words: as foreign words are set in print. */
const EMPHASIS_BEFORE = /(?<![*_])[*_]$/;
const EMPHASIS_AFTER = /^[*_](?![*_])/;

/** A quotation mark right before words, and one behind them: of any language, whichever of them opens and closes there. */
const MARK_BEFORE = /["'“”„»«‘’‚›‹]$/;
const MARK_AFTER = /^["'“”„»«‘’‚›‹]/;

/** Whether foreign words are most of a quotation, stand in quotation marks or italics by themselves, or in a reference. */
function isCited(
  { start, end, before, after }: ForeignWords,
  text: string,
  quoted: readonly Span[],
): boolean {
  const around = spanAt(quoted, start);
  if (around !== undefined && end <= around.end && end - start >= CITED * (around.end - around.start - 2))
    return true;
  if (MARK_BEFORE.test(before) && MARK_AFTER.test(after)) return true;
  if (EMPHASIS_BEFORE.test(before) && EMPHASIS_AFTER.test(after)) return true;
  return REFERENCE_BEFORE.test(text.slice(Math.max(0, start - REFERENCE_UNITS), start));
}

export const quotation: ExemptionRule<'quotation'> = {
  name: 'quotation',
  title: 'Quotations',
  why: 'text in quotation marks, wholly in another script',
  what:
    'Latin script between quotation marks with no letter of the language; between Latin-script ' +
    'languages a quotation inside a line or announced by a colon, a whole sentence in quotation ' +
    'marks, a title after a year in brackets; words that are most of a quotation, or in italics. A third script in quotation marks is a slip',
  priority: 100,
  covers: {
    word: (word, scene) => {
      const { text } = scene;
      const { start, end } = word;
      if (word.form === 'foreign') return isCited(word, text, scene.quotations());
      if (word.form !== 'marked') return spanAt(scene.foreignQuotations(), start) !== undefined;
      if (word.language !== undefined) return spanAt(scene.quotations(), start) !== undefined;
      return OPENING.test(text[start - 1] ?? '') && CLOSING.test(text[end] ?? '');
    },
    line: ({ start, end, quoted }, { text }) =>
      quoted ||
      (QUOTED.test(text.slice(start, end)) && !isValue(text, { start, end })) ||
      YEAR_BEFORE.test(text.slice(Math.max(0, start - YEAR_UNITS), start)),
  },
  examples: [
    {
      language: 'es',
      text: 'Se dice *whenever everybody* cuando algo es muy fácil.',
      exempt: ['whenever everybody'],
    },
    { language: 'ja', text: '曲名は「let it be me」です。', exempt: ['let', 'it', 'be', 'me'] },
    {
      language: 'de',
      text: 'Er sagte: "This is the best day of my life and I will never forget it." Dann ging er nach Hause.',
      exempt: ['"This is the best day of my life and I will never forget it."'],
    },
    { language: 'ja', text: '彼は「привет」と言いました。', exempt: [], found: ['привет'] },
  ],
};
