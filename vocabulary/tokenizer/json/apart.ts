/**
 * Takes the vocabulary of a tokenizer.json apart while it is read, and leaves the merges out: as values of one document they take ten times their size,
 * and all at once.
 */

import { parseJson, UserError } from '../../../files/index.js';

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Keys of "model" whose values are taken out, and what each of them is. */
const PARTS = { merges: 'merges', vocab: 'vocabulary' } as const;
type Part = (typeof PARTS)[keyof typeof PARTS];

/** Lists and objects that one is in where they begin. */
const DEPTH = 2;

/** Bytes of an entry, of which the longest in use have some hundreds. */
const LONGEST_ENTRY = 1 << 20;

/** Takes a file piece by piece. What is no JSON is found out by who parses what comes of it. */
export class VocabularyApart {
  /** The vocabulary, each time some whole entries of it, without the brackets around all. */
  readonly #parts: Buffer[] = [];
  #isList = false;
  #commas = 0;
  /** What came of an entry that is not whole yet. */
  #open: Buffer = Buffer.alloc(0);
  readonly #path: string;
  #depth = 0;
  #isInModel = false;
  /** What a list or an object would be that begins now, and what one is in. */
  #next: Part | undefined;
  #part: Part | undefined;
  #isInString = false;
  #isEscaped = false;
  /** The last string, as far as a key that is looked for is long. */
  readonly #key = Buffer.alloc(8);
  #keyLength = 0;

  /** For the file at `path`. */
  constructor(path: string) {
    this.#path = path;
  }

  /** Entries of the vocabulary. */
  get count(): number {
    return this.#parts.length === 0 ? 0 : this.#commas + 1;
  }

  /** The entries, of an object with their keys, of a list with their places. Throws SyntaxError. */
  *entries(): Generator<readonly [string, unknown]> {
    let before = 0;
    for (const part of this.#parts) {
      const text = part.toString('utf8');
      const some = parseJson(this.#isList ? `[${text}]` : `{${text}}`) as readonly unknown[] | object;
      for (const [key, value] of Object.entries(some))
        yield [this.#isList ? String(before + Number(key)) : key, value];
      if (Array.isArray(some)) before += some.length;
    }
  }

  /** What stays of a piece: of the merges and of the vocabulary their brackets. Throws UserError: an entry that is longer than any. */
  push(piece: Buffer): Buffer {
    const kept: Buffer[] = [];
    let from = 0;
    let behindEntries = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (this.#isInString) this.#inString(byte ?? QUOTE);
      else if (byte === QUOTE) {
        this.#isInString = true;
        this.#keyLength = 0;
      } else if (byte === LIST || byte === OBJECT) {
        if (this.#depth === DEPTH && this.#next !== undefined) {
          kept.push(piece.subarray(from, at + 1));
          from = behindEntries = at + 1;
          this.#begin(this.#next, byte === LIST);
        }
        this.#depth++;
      } else if (byte === LIST_END || byte === OBJECT_END) {
        this.#depth--;
        if (this.#depth === DEPTH && this.#part !== undefined) {
          this.#take(piece.subarray(from, at), Number.POSITIVE_INFINITY);
          this.#part = undefined;
          from = at;
        }
        this.#leave();
      } else if (byte === COLON) this.#atColon();
      else if (byte === COMMA) {
        if (this.#depth === DEPTH + 1 && this.#part === 'vocabulary') {
          this.#commas++;
          behindEntries = at + 1;
        } else this.#leave();
      }
    }
    if (this.#part === undefined) kept.push(piece.subarray(from));
    else this.#take(piece.subarray(from), behindEntries - from);
    return Buffer.concat(kept);
  }

  #inString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isInString = false;
    if (this.#isInString && this.#keyLength < this.#key.length) this.#key[this.#keyLength++] = byte;
  }

  #atColon(): void {
    const key = this.#key.toString('latin1', 0, this.#keyLength);
    if (this.#depth === 1) this.#isInModel = key === 'model';
    else if (this.#depth === DEPTH && this.#isInModel && Object.hasOwn(PARTS, key))
      this.#next = PARTS[key as keyof typeof PARTS];
  }

  /** A value has ended. */
  #leave(): void {
    if (this.#depth <= DEPTH) this.#next = undefined;
    if (this.#depth <= 1) this.#isInModel = false;
  }

  #begin(part: Part, isList: boolean): void {
    this.#part = part;
    if (part !== 'vocabulary') return;
    this.#isList = isList;
    this.#parts.length = this.#commas = 0;
  }

  /** Takes what a piece has of a part: entries that are whole end before `whole`, with a comma. */
  #take(bytes: Buffer, whole: number): void {
    if (this.#part !== 'vocabulary') return;
    if (whole <= 0) {
      if (this.#open.length > LONGEST_ENTRY)
        throw new UserError('a token is longer than any', `${this.#path}:model.vocab`);
      this.#open = Buffer.concat([this.#open, bytes]);
      return;
    }
    const isEnd = whole > bytes.length;
    const part = Buffer.concat([this.#open, bytes.subarray(0, isEnd ? bytes.length : whole - 1)]);
    if (part.toString('utf8').trim() !== '') this.#parts.push(part);
    this.#open = isEnd ? Buffer.alloc(0) : Buffer.from(bytes.subarray(whole));
  }
}

/** A tokenizer.json with empty brackets in the place of its merges and its vocabulary, which goes to `apart`. */
export async function* withoutVocabulary(
  pieces: AsyncIterable<Buffer>,
  apart: VocabularyApart,
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield apart.push(piece);
}
