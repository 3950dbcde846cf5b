/** Numbers of byte strings: a table that is asked with a part of a buffer, of which nothing is made first. */

/** Of the polynomial that a hash is; odd, so that no byte is lost. */
const FACTOR = 0x01000193;

/** The hash of a part of some bytes. */
export function hashOf(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, FACTOR) + (bytes[at] as number)) | 0;
  return hash;
}

/** Spreads a hash over the places of a table. */
const spread = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);

/** What is known of a string, in a row: its hash, where its bytes begin, how many they are, its number. One place in memory is looked at, not four. */
const [HASH, START, LENGTH, NUMBER, FIELDS] = [0, 1, 2, 3, 4];

/** Places for each string, at least. */
const PLACES = 2;

export class ByteStrings {
  /** By the spread hash: one more than which string it is, 0 for none. */
  #places: Int32Array;
  #strings: Int32Array;
  #bytes: Uint8Array;
  #used = 0;
  #count = 0;

  /** With room for so many strings of so many bytes at first; it grows. */
  constructor(strings: number, bytes: number) {
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(PLACES * strings + 1)));
    this.#strings = new Int32Array(FIELDS * strings);
    this.#bytes = new Uint8Array(bytes);
  }

  get count(): number {
    return this.#count;
  }

  /** The number of a part of `bytes` whose hash is known; -1 where it has none. */
  get(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const places = this.#places;
    const strings = this.#strings;
    const known = this.#bytes;
    const mask = places.length - 1;
    for (let place = spread(hash) & mask; ; place = (place + 1) & mask) {
      const one = places[place] as number;
      if (one === 0) return -1;
      const at = FIELDS * (one - 1);
      if (strings[at + HASH] !== hash || strings[at + LENGTH] !== to - from) continue;
      const start = (strings[at + START] as number) - from;
      let i = from;
      while (i < to && known[start + i] === bytes[i]) i++;
      if (i === to) return strings[at + NUMBER] as number;
    }
  }

  /** Gives a part of `bytes` that has none a number, 0 or more. */
  set(hash: number, bytes: Uint8Array, from: number, to: number, number: number): void {
    const at = FIELDS * this.#count;
    if (at === this.#strings.length) this.#grow();
    if (this.#used + to - from > this.#bytes.length) {
      const grown = new Uint8Array(2 * (this.#used + to - from));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes.subarray(from, to), this.#used);
    this.#strings.set([hash, this.#used, to - from, number], at);
    this.#used += to - from;
    this.#place(this.#count++);
  }

  #place(one: number): void {
    const mask = this.#places.length - 1;
    let place = spread(this.#strings[FIELDS * one + HASH] as number) & mask;
    while (this.#places[place] !== 0) place = (place + 1) & mask;
    this.#places[place] = one + 1;
  }

  #grow(): void {
    const strings = new Int32Array(2 * this.#strings.length + FIELDS);
    strings.set(this.#strings);
    this.#strings = strings;
    this.#places = new Int32Array(2 * this.#places.length);
    for (let one = 0; one < this.#count; one++) this.#place(one);
  }
}
