/** Quotations between languages of one script: inside a line, or on a line of their own that is announced. */

import type { Segment } from '../identify/index.js';
import type { Scene } from '../scene.js';
import { union } from '../spans.js';
import type { Span } from '../types.js';

/** The number of spans, which are sorted and disjoint, that end before `at` or there. */
function endedBy(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretches of `text` outside `spans`, line by line; of the whole text or from `first` to `last`. */
export function* stretches(
  text: string,
  spans: readonly Span[],
  first = 0,
  last = text.length,
): Generator<readonly [number, number]> {
  let next = endedBy(spans, first);
  for (let start = first; start < last; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline > last ? last : newline;
    for (let from = start; from < end; ) {
      while (next < spans.length && (spans[next] as Span).end <= from) next++;
      const span = spans[next];
      const to = span === undefined ? end : Math.min(end, span.start);
      if (from < to) yield [from, to];
      from = span !== undefined && span.start < end ? span.end : end;
    }
    start = end + 1;
  }
}

/** Letters on a line beside a quotation that make it one: the value of a JSON key and a line of dialogue have none. */
const BESIDE_LETTERS = 8;
const LETTERS = /\p{L}/gu;

/** The bounds of the line that a place is in. */
function lineAt(text: string, at: number): Span {
  const newline = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at) + 1, end: newline < 0 ? text.length : newline };
}

/** Whether a stretch of the line outside `covered` has letters enough. */
function hasBeside(text: string, { start, end }: Span, covered: readonly Span[]): boolean {
  for (const [from, to] of stretches(text, covered, start, end))
    if ((text.slice(from, to).match(LETTERS)?.length ?? 0) >= BESIDE_LETTERS) return true;
  return false;
}

/** Quotations inside a line with other text: what they hold has no say in which language the text is in. */
export function quotedInText({ text, policy, zones, quotations }: Scene): readonly Span[] {
  if (policy.disabled.includes('quotation')) return [];
  const covered = quotations();
  if (covered.length === 0) return covered;
  const all = union(zones, covered);
  let line: Span = { start: 0, end: -1 };
  let isBeside = false;
  return covered.filter(({ start }) => {
    if (start > line.end) {
      line = lineAt(text, start);
      isBeside = hasBeside(text, line, all);
    }
    return isBeside;
  });
}

/** A line that a colon on the line before announces and that begins with a quotation mark; it must end with one as well. */
const ANNOUNCED = /[:：][*_ ]*\n[\s*_>]{0,4}["“„«‘]?$/u;
const ANNOUNCED_UNITS = 12;
const CITED_END = /["”“»’][.\s*_]{0,3}$/;

/** Where the line ends that a cited segment begins; -1 for a segment that begins none. */
export function citedUntil(text: string, { start }: Segment): number {
  if (!/["“„«‘]/.test(text.slice(Math.max(0, start - 1), start + 1))) return -1;
  if (!ANNOUNCED.test(text.slice(Math.max(0, start - ANNOUNCED_UNITS), start))) return -1;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return CITED_END.test(text.slice(Math.max(0, end - 4), end)) ? end : -1;
}
