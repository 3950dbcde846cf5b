/** Fenced blocks and inline code (CommonMark 4.5, 6.1). */

import type { Span } from '../types.js';

/** A fence and its info string; it may stand in a list or a quotation, and the line may end in CR LF. */
const FENCE = /^[ \t>]{0,24}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,8})?(`{3,}|~{3,})[ \t]*([^\r\n]*)\r?$/gm;

/** A fenced block, with its fences; one that is never closed ends with the text. */
export interface Fence extends Span {
  readonly info: string;
  /** What stands between the fences. */
  readonly body: Span;
  readonly isClosed: boolean;
}

/** The fenced blocks of a text, in order. */
export function fencesIn(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { start: number; marks: string; info: string; from: number } | undefined;
  for (const match of text.matchAll(FENCE)) {
    const marks = match[1] as string;
    const end = match.index + match[0].length;
    if (open === undefined) open = { start: match.index, marks, info: match[2] as string, from: end };
    else if (marks[0] === open.marks[0] && marks.length >= open.marks.length && match[2] === '') {
      const { start, info, from } = open;
      found.push({ start, end, info, body: { start: from, end: match.index }, isClosed: true });
      open = undefined;
    }
  }
  if (open !== undefined) {
    const { start, info, from } = open;
    const end = text.length;
    found.push({ start, end, info, body: { start: from, end }, isClosed: false });
  }
  return found;
}

/** Inline code, with its backticks. */
export const INLINE = /`[^`\n]+`/g;
