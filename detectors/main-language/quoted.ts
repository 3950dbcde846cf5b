/** Quotations between languages of one script: inside a line, or on a line of their own that is announced. */

import { quotations } from '../exempt/index.js';
import type { Segment } from '../identify/index.js';
import type { Scene } from '../scene.js';
import { union } from '../spans.js';
import type { Span } from '../types.js';

/** The stretches of `text` outside `spans`, line by line. */
export function* stretches(text: string, spans: readonly Span[]): Generator<readonly [number, number]> {
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
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

/** The number of the line that a place is in; to be asked in ascending order. */
function lineCounter(text: string): (at: number) => number {
  let line = 0;
  let newline = text.indexOf('\n');
  return (at) => {
    for (; newline >= 0 && newline < at; newline = text.indexOf('\n', newline + 1)) line++;
    return line;
  };
}

/** Quotations inside a line with other text: what they hold has no say in which language the text is in. */
export function quotedInText({ text, policy, zones }: Scene): readonly Span[] {
  if (policy.disabled.includes('quotation')) return [];
  const covered = quotations(text);
  if (covered.length === 0) return covered;
  const beside = new Set<number>();
  const lineOfText = lineCounter(text);
  for (const [from, to] of stretches(text, union(zones, covered))) {
    const letters = text.slice(from, to).match(LETTERS)?.length ?? 0;
    const line = lineOfText(from);
    if (letters >= BESIDE_LETTERS) beside.add(line);
  }
  const lineOfQuotation = lineCounter(text);
  return covered.filter(({ start }) => beside.has(lineOfQuotation(start)));
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
