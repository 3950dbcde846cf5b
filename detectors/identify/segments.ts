/** Segments: the lines of a text, and the sentences of a line, without their Markdown. What the language is told of. */

/** Half-open, in UTF-16 code units, without white space and Markdown at the ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** As it is written, but for what is around it: Markdown inside it, capitals. */
  readonly written: string;
  /** Lower case, without Markdown and list marks. */
  readonly plain: string;
  /** True when it is all of its line. */
  readonly whole: boolean;
}

const MARKUP = /[*_#>|~=•]+|^\s*(?:\d{1,3}[.)]|[-–—])\s+/g;

/** White space and Markdown at the ends of a segment; of its plain text, dashes and quotation marks as well. */
const ENDS = /[\s*_#>|~=•]/;
const STARTS = /[\s*_#>|~=•\-–—]/;
const PLAIN_ENDS = /[\s*_#>|~=•"“”«»'‘’]/;
const PLAIN_STARTS = /[\s*_#>|~=•\-–—"“”«»'‘’]/;

/** The bounds of `text` without what `starts` and `ends` match at its ends; one unit at a time, where `+$` would be quadratic. */
function bounds(text: string, starts: RegExp, ends: RegExp): readonly [number, number] {
  let from = 0;
  let to = text.length;
  while (from < to && starts.test(text[from] as string)) from++;
  while (to > from && ends.test(text[to - 1] as string)) to--;
  return [from, to];
}

/** A sentence ends before white space and a capital or an opening mark. */
const SENTENCE_END = /[.!?…]["”»’)*_]{0,3}\s+(?=["“«¿¡(*_]{0,3}\p{Lu})/gu;

/** What a value of JSON stands in, its key being code. */
const BEFORE_VALUE = /^\s{0,4}:\s{0,4}"/;
const AFTER_VALUE = /",?$/;

/** A piece of text as an identifier is asked about it: in lower case, without Markdown, list marks and quotation marks around it. */
export function plainOf(raw: string): string {
  const marked = raw.replace(MARKUP, ' ');
  return marked.slice(...bounds(marked, PLAIN_STARTS, PLAIN_ENDS)).toLowerCase();
}

function segment(text: string, from: number, to: number, whole: boolean): Segment | undefined {
  const raw = text.slice(from, to);
  const value = BEFORE_VALUE.exec(raw)?.[0].length ?? 0;
  if (value > 0) return segment(text, from + value, to - (AFTER_VALUE.exec(raw)?.[0].length ?? 0), whole);
  const [left, right] = bounds(raw, STARTS, ENDS);
  if (left === right) return undefined;
  return {
    start: from + left,
    end: from + right,
    whole,
    written: raw,
    // Most segments are told by their function words, and need none.
    get plain() {
      return plainOf(raw);
    },
  };
}

/** The segments of `text` between `from` and `to`, one line. */
export function* segmentsOf(text: string, from: number, to: number): Generator<Segment> {
  const line = text.slice(from, to);
  let start = 0;
  for (const match of line.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    const sentence = segment(text, from + start, from + end, false);
    if (sentence !== undefined) yield sentence;
    start = end;
  }
  const last = segment(text, from + start, to, start === 0);
  if (last !== undefined) yield last;
}
