/** Segments: the lines of a text, and the sentences of a line, without their Markdown. What the language is told of. */

import { unitsOf } from './units.js';

/** Half-open, in UTF-16 code units, without white space and Markdown at the ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** As it is written, but for what is around it: Markdown inside it, capitals. */
  readonly written: string;
  /** Lower case, without Markdown and list marks. */
  readonly plain: string;
  /** Code units without the stars of Markdown. */
  readonly length: number;
  /** True when it is all of its line. */
  readonly whole: boolean;
}

const MARKUP = /[*_#>|~=•]+|^\s*(?:\d{1,3}[.)]|[-–—])\s+/g;

const setOf = (text: string): ReadonlySet<number> =>
  new Set(Array.from(text, (character) => character.charCodeAt(0)));

const MARKDOWN = '*_#>|~=•';
const DASHES = '-–—';
const QUOTES = '"“”«»\'‘’';

/** Markdown at the ends of a segment; of its plain text, dashes and quotation marks as well. */
const STARTS = setOf(MARKDOWN + DASHES);
const ENDS = setOf(MARKDOWN);
const PLAIN_STARTS = setOf(MARKDOWN + DASHES + QUOTES);
const PLAIN_ENDS = setOf(MARKDOWN + QUOTES);

const WHITE = /\s/;
const isWhite = (unit: number): boolean =>
  unit <= 0x20
    ? WHITE.test(String.fromCharCode(unit))
    : unit >= 0xa0 && WHITE.test(String.fromCharCode(unit));

/** The bounds of `text` between `from` and `to` without white space and such units at its ends. */
function bounds(
  text: string,
  starts: ReadonlySet<number>,
  ends: ReadonlySet<number>,
  from = 0,
  to = text.length,
): readonly [number, number] {
  const isEdge = (at: number, units: ReadonlySet<number>): boolean => {
    const unit = text.charCodeAt(at);
    return unit === 0x20 || units.has(unit) || isWhite(unit);
  };
  let start = from;
  let end = to;
  while (start < end && isEdge(start, starts)) start++;
  while (end > start && isEdge(end - 1, ends)) end--;
  return [start, end];
}

/** Marks that end a sentence, and what may stand between them and the white space behind. */
const LAST_MARK = '?'.charCodeAt(0);
const ELLIPSIS = '…'.charCodeAt(0);
const isEnding = (unit: number): boolean =>
  unit <= LAST_MARK ? unit === 0x2e || unit === 0x21 || unit === LAST_MARK : unit === ELLIPSIS;
/** A sentence ends before white space and a capital or an opening mark. */
const SENTENCE_END = /[.!?…]["”»’)*_]{0,3}\s+(?=["“«¿¡(*_]{0,3}\p{Lu})/uy;

/** What a value of JSON stands in, its key being code. */
const BEFORE_VALUE = /^\s{0,4}:\s{0,4}"/;
const AFTER_VALUE = /",?$/;
const LONGEST_BEFORE = 10;
const COLON = ':'.charCodeAt(0);
const STAR = '*'.charCodeAt(0);

/** A piece of text as an identifier is asked about it: in lower case, without Markdown, list marks and quotation marks around it. */
export function plainOf(raw: string): string {
  const marked = raw.replace(MARKUP, ' ');
  return marked.slice(...bounds(marked, PLAIN_STARTS, PLAIN_ENDS)).toLowerCase();
}

/** Most segments are told by their function words: what they look like is worked out where somebody asks. */
class Piece implements Segment {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;

  constructor(text: string, from: number, to: number, whole: boolean) {
    const [start, end] = bounds(text, STARTS, ENDS, from, to);
    this.start = start;
    this.end = end;
    this.whole = whole;
    this.#text = text;
    this.#from = from;
    this.#to = to;
  }

  get length(): number {
    const units = unitsOf(this.#text);
    let length = 0;
    for (let at = this.start; at < this.end; at++) if (units[at] !== STAR) length++;
    return length;
  }

  get written(): string {
    return this.#text.slice(this.#from, this.#to);
  }

  get plain(): string {
    return plainOf(this.written);
  }
}

/** Adds what stands between `from` and `to`, without the marks of a value of JSON. */
function add(segments: Segment[], text: string, from: number, to: number, whole: boolean): void {
  let first = from;
  while (first < to && first < from + LONGEST_BEFORE && text.charCodeAt(first) <= 0x20) first++;
  if (text.charCodeAt(first) === COLON && first < to) {
    const value = BEFORE_VALUE.exec(text.slice(from, Math.min(to, from + LONGEST_BEFORE)))?.[0].length ?? 0;
    if (value > 0) {
      const after = AFTER_VALUE.exec(text.slice(Math.max(from + value, to - 2), to))?.[0].length ?? 0;
      add(segments, text, from + value, to - after, whole);
      return;
    }
  }
  const piece = new Piece(text, from, to, whole);
  if (piece.start < piece.end) segments.push(piece);
}

/** The segments of `text` between `from` and `to`, one line. */
export function segmentsOf(text: string, from: number, to: number): readonly Segment[] {
  const units = unitsOf(text);
  const segments: Segment[] = [];
  let start = from;
  for (let at = from; at < to - 1; at++) {
    if (!isEnding(units[at] as number)) continue;
    SENTENCE_END.lastIndex = at;
    if (!SENTENCE_END.test(text)) continue;
    const end = SENTENCE_END.lastIndex;
    // What stands behind the line begins no sentence of it.
    if (end >= to) break;
    add(segments, text, start, end, false);
    start = end;
    at = end - 1;
  }
  add(segments, text, start, to, start === from);
  return segments;
}
