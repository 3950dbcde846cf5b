/**
 * Whether a marker stands as markup or is spoken of: an answer about tags has them in quotation marks, in code, or as words of its
 * sentences.
 */

import { type ShownCode, shownCode } from '../exempt/index.js';
import { lazily } from '../lazily.js';
import {
  inkAfter,
  inkBefore,
  isBetweenSentences,
  isItem,
  isQuoted,
  isSpace,
  isWord,
} from '../markup/index.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';

/** Whether anything but white space stands from `at` on. */
function hasInk(text: string, at: number): boolean {
  const ink = /\S/g;
  ink.lastIndex = at;
  return ink.test(text);
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
  if (before >= 0 && isItem(text, before + 1)) return false;
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
