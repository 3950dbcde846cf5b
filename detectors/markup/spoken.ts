/** Whether a marker stands as markup or is spoken of: in quotation marks, or as a word of a sentence. */

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

export const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t';
export const isBreak = (char: string | undefined): boolean =>
  char === undefined || char === '\n' || char === '\r';

/** Offset of the last character before `at` on its line that is no space; -1 where there is none. */
export function inkBefore(text: string, at: number): number {
  let i = at - 1;
  while (isSpace(text[i])) i--;
  return isBreak(text[i]) ? -1 : i;
}

/** Offset of the first character from `at` on its line that is no space; -1 where there is none. */
export function inkAfter(text: string, at: number): number {
  let i = at;
  while (isSpace(text[i])) i++;
  return isBreak(text[i]) ? -1 : i;
}

/** What ends a sentence, and what may stand behind it. */
const SENTENCE_END = /[.!?…。！？｡।؟۔]["'’”»)\]」』）*_`]{0,3}$/;

/** The end of a text up to `at`, long enough for {@link SENTENCE_END} and for a number of a list. */
export const tail = (text: string, at: number): string => text.slice(Math.max(0, at - 8), at);

/** What begins an item of a list or a cell of a table: a tag behind it is its subject. */
const ITEM = /(?:^|[\n\r])[ \t]*(?:[-*+•·]|\d{1,3}[.)]|\|)$/;

/** Whether what ends at `at` is the head of an item or a cell. */
export const isItem = (text: string, at: number): boolean => ITEM.test(tail(text, at));

/** Whether a sentence ends at `at`. */
export function endsSentence(text: string, at: number): boolean {
  const end = tail(text, at);
  return SENTENCE_END.test(end) && !ITEM.test(end);
}

/** Whether a marker begins a line, or comes behind a sentence. */
export function isBetweenSentences(text: string, { start }: Span): boolean {
  const before = inkBefore(text, start);
  return before < 0 || endsSentence(text, before + 1);
}

/** Whether a sentence goes on behind a marker: it is set off as a word, and a small letter follows. */
export function isWord(text: string, { start, end }: Span): boolean {
  const before = text[start - 1];
  if (!isSpace(before) && !isBreak(before)) return false;
  return isSpace(text[end]) && /\p{Ll}/u.test(text[end + 1] ?? '');
}
