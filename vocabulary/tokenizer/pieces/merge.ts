/** Byte pair encoding of a piece by ranks: of all neighbours those that make the token of lowest rank are joined, the first of them first, until none make one. */

import { type ByteStrings, hashOf } from './byte-strings.js';

/** No token, or no part. */
const NONE = -1;

/** A rank and a place are one number of a double: ranks are below 2 ** 23 and places below this. */
const PLACES = 2 ** 30;

/** The lowest of numbers, again and again. */
class Lowest {
  #heap = new Float64Array(64);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  push(value: number): void {
    if (this.#count === this.#heap.length) {
      const grown = new Float64Array(2 * this.#count);
      grown.set(this.#heap);
      this.#heap = grown;
    }
    const heap = this.#heap;
    let at = this.#count++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above] as number;
      if (other <= value) break;
      heap[at] = other;
      at = above;
    }
    heap[at] = value;
  }

  pop(): number {
    const heap = this.#heap;
    const lowest = heap[0] as number;
    const value = heap[--this.#count] as number;
    const count = this.#count;
    let at = 0;
    for (let below = 1; below < count; below = 2 * at + 1) {
      if (below + 1 < count && (heap[below + 1] as number) < (heap[below] as number)) below++;
      const other = heap[below] as number;
      if (other >= value) break;
      heap[at] = other;
      at = below;
    }
    heap[at] = value;
    return lowest;
  }
}

/** Places for pairs of tokens; each has one pair, the last one that belongs there. */
const PAIRS = 1 << 14;

/** What a place holds: the tokens of a pair, and the one that they make. */
const [LEFT, RIGHT, MADE, FIELDS] = [0, 1, 2, 4];

export class Merger {
  readonly #tokens: ByteStrings;
  readonly #longest: number;
  readonly #lowest = new Lowest();
  /** What pairs made that were there lately: texts have the same again and again, and the table of all tokens is far from the processor. */
  readonly #pairs = new Int32Array(FIELDS * PAIRS).fill(NONE);
  readonly #single = new Int32Array(256);
  /** By the first byte of a part: its token, the part behind it and before it, and the token that it makes with the one behind it. */
  #ids = new Int32Array(0);
  #next = new Int32Array(0);
  #before = new Int32Array(0);
  #made = new Int32Array(0);

  /** With the token of each byte string that is one, of which the longest has so many bytes. */
  constructor(tokens: ByteStrings, longest: number) {
    this.#tokens = tokens;
    this.#longest = longest;
    for (let byte = 0; byte < 256; byte++)
      this.#single[byte] = tokens.get(hashOf(Uint8Array.of(byte)), Uint8Array.of(byte), 0, 1);
  }

  #reserve(length: number): void {
    if (length <= this.#next.length) return;
    const room = 2 * length + 64;
    this.#ids = new Int32Array(room);
    this.#next = new Int32Array(room);
    this.#before = new Int32Array(room);
    this.#made = new Int32Array(room);
  }

  /** The token that two make, whose bytes these are. */
  #join(left: number, right: number, bytes: Uint8Array, from: number, to: number): number {
    const pairs = this.#pairs;
    const hash = Math.imul(left ^ Math.imul(right, 0x27d4eb2f), 0x2c1b3c6d);
    const at = FIELDS * ((hash ^ (hash >>> 15)) & (PAIRS - 1));
    if (pairs[at + LEFT] === left && pairs[at + RIGHT] === right) return pairs[at + MADE] as number;
    let made = NONE;
    if (to - from <= this.#longest) made = this.#tokens.get(hashOf(bytes, from, to), bytes, from, to);
    pairs[at + LEFT] = left;
    pairs[at + RIGHT] = right;
    pairs[at + MADE] = made;
    return made;
  }

  /** Says which token a part makes with the one behind it. */
  #look(bytes: Uint8Array, part: number, length: number): void {
    const behind = this.#next[part] as number;
    const ids = this.#ids;
    let made = NONE;
    if (behind < length)
      made = this.#join(
        ids[part] as number,
        ids[behind] as number,
        bytes,
        part,
        this.#next[behind] as number,
      );
    this.#made[part] = made;
    if (made !== NONE) this.#lowest.push(made * PLACES + part);
  }

  /** Adds the tokens of the first `length` of `bytes` to `into`. */
  merge(bytes: Uint8Array, length: number, into: number[]): void {
    this.#reserve(length);
    const ids = this.#ids;
    const next = this.#next;
    const before = this.#before;
    const made = this.#made;
    for (let at = 0; at < length; at++) {
      ids[at] = this.#single[bytes[at] as number] as number;
      next[at] = at + 1;
      before[at] = at - 1;
    }
    for (let at = 0; at < length; at++) this.#look(bytes, at, length);
    while (!this.#lowest.isEmpty) {
      const lowest = this.#lowest.pop();
      const id = Math.floor(lowest / PLACES);
      const part = lowest - id * PLACES;
      // What has become another part since, or a part of one.
      if (made[part] !== id) continue;
      const behind = next[part] as number;
      const after = next[behind] as number;
      ids[part] = id;
      next[part] = after;
      made[behind] = NONE;
      if (after < length) before[after] = part;
      this.#look(bytes, part, length);
      if (part > 0) this.#look(bytes, before[part] as number, length);
    }
    for (let at = 0; at < length; at = next[at] as number) into.push(ids[at] as number);
  }
}
