/** On which lines the records of a CSV file stand, be they whole or torn. */

import type { Info } from 'csv-parse';
import type { Unread } from './row.js';

/** Bytes that a record may have. As delimiters alone, it takes forty times as much. */
export const LONGEST = 6 << 20;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

const isEnd = (byte: number | undefined): boolean => byte === LINE_FEED || byte === RETURN;

/** Code units of fields that errors may copy in all: a second or two. Of fields of 100, a million quotes stand wrong before that. */
const MOST_COPIED = 1 << 27;

/** Ends of lines among bytes: LF, CR LF, CR. */
function countEnds(bytes: Buffer): number {
  let ends = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) ends++;
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1))
    if (bytes[at + 1] !== LINE_FEED) ends++;
  return ends;
}

/** Ends of lines within the cells of a record. */
const endsWithin = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);

/** Where the parser is when it has something to tell: bytes up to the end of the last record, and what it counts of lines. */
export type At = Pick<Info, 'bytes' | 'lines' | 'empty_lines'>;

/** A record whose quotes are wrong. Where it ends is known when something else has been read. */
interface Torn {
  readonly reason: string;
  readonly from: number;
  /** The line on which the parser noticed. */
  readonly noticed: number;
}

/**
 * Counts lines in the bytes that the parser has been given. It says up to which byte a record goes, so that this is exact; of a quote that
 * stands wrong it says only its own number of the line, and takes CR LF in quotes for two.
 */
export class RecordLines {
  readonly #name: string;
  /** Bytes that are no part of a record yet, and the offset in the file of the first of them. */
  #pieces: Buffer[] = [];
  #offset = 0;
  /** The last line before them. */
  #last = 0;
  /** What the parser counted when it came to the line after that one. */
  #lines = 1;
  #empty = 0;
  #torn: Torn | undefined;
  #held = 0;
  #copied = 0;

  /** `name` stands for the file in places. */
  constructor(name: string) {
    this.#name = name;
  }

  /** True where so many bytes are no part of a record yet, or so many were copied, that what is left of the file is given up. */
  get isEndless(): boolean {
    return this.#held > LONGEST || this.#copied > MOST_COPIED;
  }

  /** Bytes that are no part of a record yet. */
  get held(): number {
    return this.#held;
  }

  /** Is told what an error copied of a field. */
  copied(length: number): void {
    this.#copied += length;
  }

  /** Takes what is given to the parser. */
  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#held += piece.length;
  }

  #all(): Buffer {
    const [first] = this.#pieces;
    const all = this.#pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }

  #drop(length: number): Buffer {
    const all = this.#all();
    const dropped = all.subarray(0, length);
    this.#pieces = [all.subarray(dropped.length)];
    this.#offset += dropped.length;
    this.#held -= dropped.length;
    return dropped;
  }

  /** Passes over a record that ends here; its bytes, and those before it. */
  pass({ bytes, lines, empty_lines }: At): Buffer {
    const passed = this.#drop(Math.max(0, bytes - this.#offset));
    this.#last += countEnds(passed) + (isEnd(passed.at(-1)) ? 0 : 1);
    this.#lines = lines + 1;
    this.#empty = empty_lines;
    return passed;
  }

  /** Passes over lines, empty ones and others, until the parser's count is reached. */
  #passLines({ lines, empty_lines }: At): void {
    const empty = empty_lines - this.#empty;
    const counted = lines - this.#lines;
    const bytes = this.#all();
    let length = 0;
    let passed = 0;
    for (let sum = 0, at = 0; sum < counted && at < bytes.length; at++) {
      if (!isEnd(bytes[at])) continue;
      const isPair = bytes[at] === RETURN && bytes[at + 1] === LINE_FEED;
      if (isPair) at++;
      sum += isPair && passed >= empty ? 2 : 1;
      passed++;
      length = at + 1;
    }
    this.#drop(length);
    this.#last += passed;
    this.#lines = lines;
    this.#empty = empty_lines;
  }

  #unread(reason: string, from: number, to: number): Unread {
    const lost = to > from ? `; lines ${from} to ${to} are lost` : '';
    return { kind: 'unread', where: `${this.#name}:${from}`, reason: reason + lost };
  }

  /** The torn record before a line, if there is one. */
  #tornBefore(line: number): Unread[] {
    const torn = this.#torn;
    this.#torn = undefined;
    return torn === undefined ? [] : [this.#unread(torn.reason, torn.from, line - 1)];
  }

  /** A record that is whole: the line that it begins on, its bytes, and the torn one before it. */
  whole(cells: readonly string[], at: At): { first: number; bytes: Buffer; before: readonly Unread[] } {
    const empty = at.empty_lines - this.#empty;
    const next = this.#last + 1 + empty;
    const bytes = this.pass(at);
    if (this.#torn === undefined) return { first: next, bytes, before: [] };
    const first = this.#last - endsWithin(cells);
    return { first, bytes, before: this.#tornBefore(first - empty) };
  }

  /** A record that has more or fewer cells than the header, and the torn one before it. */
  uneven(reason: string, cells: readonly string[], at: At): readonly Unread[] {
    const torn = this.#torn;
    const empty = at.empty_lines - this.#empty;
    this.pass(at);
    const first = this.#last - endsWithin(cells);
    if (torn === undefined || torn.noticed < first)
      return [...this.#tornBefore(first - empty), this.#unread(reason, first, this.#last)];
    // What was wrong with it first were its quotes.
    return this.#tornBefore(this.#last + 1);
  }

  /** A record whose quotes are wrong, and the one before it. What follows a quote is text up to the next one: lines are lost. */
  torn(reason: string, at: At): readonly Unread[] {
    const before = this.#torn;
    const next = (before?.noticed ?? this.#last) + 1 + at.empty_lines - this.#empty;
    this.#passLines(at);
    const noticed = this.#last + 1;
    if (before?.noticed === noticed) return [];
    this.#torn = { reason, from: Math.min(next, noticed), noticed };
    return before === undefined ? [] : [this.#unread(before.reason, before.from, before.noticed)];
  }

  /** A record whose quote is not closed up to the end of the file, and the one before it. */
  unclosed(reason: string, at: At): readonly Unread[] {
    const before = this.#torn;
    const from = (before?.noticed ?? this.#last) + 1 + at.empty_lines - this.#empty;
    this.#torn = { reason, from, noticed: from };
    return before === undefined ? [] : [this.#unread(before.reason, before.from, before.noticed)];
  }

  /** The torn record at the end of the file. */
  rest(): readonly Unread[] {
    const text = this.#all().toString('latin1').trimEnd();
    const last = this.#last + 1 + countEnds(Buffer.from(text, 'latin1'));
    return (this.#torn?.from ?? 0) > last ? [] : this.#tornBefore(last + 1);
  }

  /** What is left of the file where it is given up. */
  endless(reason: string, { empty_lines }: Pick<At, 'empty_lines'>): Unread {
    const next = this.#last + 1 + empty_lines - this.#empty;
    const { reason: first, from } = this.#torn ?? { reason, from: next };
    return this.#unread(`${first}; the rest of the file is lost`, from, from);
  }
}
