/**
 * Whether a marker stands as markup or is spoken of: an answer about tags has them in quotation marks, in code, or as words of its
 * sentences.
 */

import { type ShownCode, shownCode } from '../exempt/index.js';
import { lazily } from '../scene.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';

const PAIRS = ['“”', '‘’', '«»', '„“', '「」', '『』', '《》', '〈〉', '（）', '()', '[]', '【】'] as const;
const CLOSING: ReadonlyMap<string, string> = new Map(
  PAIRS.map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

/** Marks that open and close alike. */
const ALIKE = /["'`*]/;

/** UTF-16 code units before a mark in which its partner is looked for. */
const LOOK_BACK = 80;

/** Whether the mark at `at` opens: as many of its kind stand before it on its line as close. */
function opens(text: string, at: number): boolean {
  const mark = text[at];
  let count = 0;
  for (let i = at - 1; i >= 0 && i > at - LOOK_BACK && text[i] !== '\n'; i--) if (text[i] === mark) count++;
  return count % 2 === 0;
}

/** Whether quotation marks, brackets or backticks stand around a span and hold nothing else. */
export function isQuoted(text: string, { start, end }: Span): boolean {
  const before = text[start - 1];
  const after = text[end];
  if (before === undefined || after === undefined) return false;
  if (CLOSING.get(before) === after) return true;
  return before === after && ALIKE.test(before) && opens(text, start - 1);
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t';
const isBreak = (char: string | undefined): boolean => char === undefined || char === '\n' || char === '\r';

/** Offset of the last character before `at` on its line that is no space; -1 where there is none. */
function inkBefore(text: string, at: number): number {
  let i = at - 1;
  while (isSpace(text[i])) i--;
  return isBreak(text[i]) ? -1 : i;
}

/** Offset of the first character from `at` on its line that is no space; -1 where there is none. */
function inkAfter(text: string, at: number): number {
  let i = at;
  while (isSpace(text[i])) i++;
  return isBreak(text[i]) ? -1 : i;
}

/** Whether anything but white space stands from `at` on. */
function hasInk(text: string, at: number): boolean {
  const ink = /\S/g;
  ink.lastIndex = at;
  return ink.test(text);
}

/** What ends a sentence, and what may stand behind it. */
const SENTENCE_END = /[.!?…。！？｡।؟۔]["'’”»)\]」』）*_`]{0,3}$/;

/** The end of a text up to `at`, long enough for {@link SENTENCE_END} and for a number of a list. */
const tail = (text: string, at: number): string => text.slice(Math.max(0, at - 8), at);

/** What begins an item of a list or a cell of a table: a tag behind it is its subject. */
const ITEM = /(?:^|[\n\r])[ \t]*(?:[-*+•·]|\d{1,3}[.)]|\|)$/;

function endsSentence(text: string, at: number): boolean {
  const end = tail(text, at);
  return SENTENCE_END.test(end) && !ITEM.test(end);
}

/** Whether a marker begins a line, or comes behind a sentence. */
export function isBetweenSentences(text: string, { start }: Span): boolean {
  const before = inkBefore(text, start);
  return before < 0 || endsSentence(text, before + 1);
}

/** Whether a sentence goes on behind a marker: it is set off as a word, and a small letter follows. */
function isWord(text: string, { start, end }: Span): boolean {
  const before = text[start - 1];
  if (!isSpace(before) && !isBreak(before)) return false;
  return isSpace(text[end]) && /\p{Ll}/u.test(text[end + 1] ?? '');
}

const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;

/** Whether a letter in Latin script stands on one side and one in another script on the other: no word goes on across it. */
function changesScript(before: string, after: string): boolean {
  return LETTER.test(before) && LETTER.test(after) && LATIN.test(before) !== LATIN.test(after);
}

/** Whether a place is in code: of a kind that is closed, or of any. */
export type InCode = (at: number, kind: keyof ShownCode) => boolean;

const NO_CODE: ShownCode = { all: [], closed: [] };

/** Looks for code from `from` on when it is first asked: before it, reasoning may have left a backtick or a fence open. */
export function codeFrom(text: string, from: number): InCode {
  const code = lazily(() => (/[`~]/.test(text) ? shownCode(text.slice(from)) : NO_CODE));
  return (at, kind) => spanAt(code()[kind], at - from) !== undefined;
}

/**
 * Whether a closing marker that no opening one stands before ends reasoning, which the prompt's template opened. It does between
 * sentences, on a line of its own, and glued to the last word of a line (thinking that a budget cut off); not within a sentence.
 */
export function endsReasoning(text: string, marker: Span, inCode: InCode): boolean {
  if (isQuoted(text, marker) || isWord(text, marker)) return false;
  // A fence that stays open may be one that reasoning left open.
  if (inCode(marker.start, 'closed')) return false;
  if (isBetweenSentences(text, marker)) return true;
  const { start, end } = marker;
  if (isSpace(text[start - 1])) return false;
  const after = inkAfter(text, end);
  if (after < 0) return hasInk(text, end);
  return after === end && changesScript(text[start - 1] ?? '', text[end] ?? '');
}

/** Whether a closing marker behind reasoning that held an opening one ends the rest of it: it is not set off as a word of a sentence. */
export const endsNested = (text: string, marker: Span, inCode: InCode): boolean =>
  endsReasoning(text, marker, inCode) ||
  (!isSpace(text[marker.start - 1]) && !isQuoted(text, marker) && !inCode(marker.start, 'closed'));

/** Whether an opening and a closing marker in the midst of a text hold reasoning. */
export function holdReasoning(text: string, open: Span, close: Span, inCode: InCode): boolean {
  if (isQuoted(text, open) || isQuoted(text, { start: open.start, end: close.end })) return false;
  if (inCode(open.start, 'all') || (isWord(text, open) && isWord(text, close))) return false;
  const before = inkBefore(text, open.start);
  if (before >= 0 && ITEM.test(tail(text, before + 1))) return false;
  if (isBetweenSentences(text, open)) return true;
  // Within a sentence: only what is a text of its own.
  return isBetweenSentences(text, close);
}

/** Whether an opening marker in the midst of a text begins reasoning that nothing ends: it begins a line, and is no word of it. */
export function beginsReasoning(text: string, { start, end }: Span, inCode: InCode): boolean {
  return (
    inkBefore(text, start) < 0 &&
    !isSpace(text[end]) &&
    !isQuoted(text, { start, end }) &&
    !inCode(start, 'all')
  );
}
