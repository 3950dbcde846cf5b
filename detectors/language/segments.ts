/** Segments: the lines of a text, and the sentences of a line, without their Markdown. What the language is told of. */

/** Half-open, in UTF-16 code units, without white space and Markdown at the ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Lower case, without Markdown and list marks. */
  readonly plain: string;
  /** True when it is all of its line. */
  readonly whole: boolean;
}

const MARKUP = /[*_#>|~=•→]+|^\s*(?:\d{1,3}[.)]|[-–—])\s+/g;
const EDGE = /^[\s*_#>|~=•\-–—"“”«»'‘’]+|[\s*_#>|~=•"“”«»'‘’]+$/g;

/** A sentence ends before white space and a capital or an opening mark. */
const SENTENCE_END = /[.!?…]["”»’)*_]{0,3}\s+(?=["“«¿¡(*_]{0,3}\p{Lu})/gu;

function segment(text: string, from: number, to: number, whole: boolean): Segment | undefined {
  const raw = text.slice(from, to);
  const left = /^[\s*_#>|~=•\-–—]*/.exec(raw)?.[0].length ?? 0;
  if (left === raw.length) return undefined;
  const start = from + left;
  const end = start + raw.slice(left).replace(/[\s*_#>|~=•]+$/, '').length;
  const plain = raw.replace(MARKUP, ' ').replace(EDGE, '').toLowerCase();
  return { start, end, plain, whole };
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
