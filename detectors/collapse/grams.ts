/** Stretches of so many letters (n-grams) by their hashes: which stand in a text again, and a sketch by which texts are told to be alike. */

import type { Letters } from './letters.js';

/** Letters of a gram: some two words, in letters of an alphabet and in Han, Kana and Hangul. */
const LENGTH = 12;
const WIDE_LENGTH = 6;

/** Letters that are looked at, the last ones of a longer text: loops are at the end. */
export const WINDOW = 8192;

/** Places of a sketch, and what a hash of 32 bits is shifted by for the number of its place. */
export const SKETCH = 8;
const CLASS_SHIFT = 29;

const BASE = 0x01000193;

/** Spreads a hash over all bits (the finalizer of MurmurHash3, Appleby); never 0. */
function spread(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16) || 1;
}

/** What the first of `length` units is multiplied by in their hash. */
function leadOf(length: number): number {
  let lead = 1;
  for (let i = 1; i < length; i++) lead = Math.imul(lead, BASE);
  return lead;
}

/** The hashes of all stretches of `length` units, in order (Karp and Rabin, 1987). */
export function hashesOf(units: Uint16Array, length: number): Int32Array {
  const hashes = new Int32Array(Math.max(0, units.length - length + 1));
  const lead = leadOf(length);
  let hash = 0;
  for (let i = 0; i < units.length; i++) {
    // Within the units, as i - length is.
    if (i >= length) hash -= Math.imul(units[i - length] as number, lead);
    hash = (Math.imul(hash, BASE) + (units[i] as number)) | 0;
    if (i >= length - 1) hashes[i - length + 1] = hash;
  }
  return hashes;
}

export interface Grams {
  /** Grams that stood in the text before. */
  readonly again: number;
  /**
   * Their share, 0..1: 1 - distinct grams / grams, seq-rep-n of Welleck et al. (Neural text generation with unlikelihood training, ICLR 2020), over
   * letters instead of words. Up to 0.016 too high, since grams are counted by a bitmap (Whang et al., ACM TODS 15, 1990).
   */
  readonly repeated: number;
  /**
   * The least hash of the grams of each of {@link SKETCH} classes, a signed integer of 32 bits, 0 where a class is empty: one permutation hashing (Li, Owen and
   * Zhang, NeurIPS 2012). The expected share of equal places of two sketches is the resemblance of the sets of grams (Broder, 1997).
   */
  readonly sketch: readonly number[];
}

/** Bits for the hashes that were seen, so many for each gram, and the least hash of each class: memory that every call uses anew, of a short text little. */
const BITS = 32;
const seen = new Int32Array((BITS * WINDOW) / 32);
const least = new Int32Array(SKETCH);

/** The largest of all, which stands for a class without any. */
const NONE = 0x7fffffff;

/** The grams of the last {@link WINDOW} letters. */
export function gramsOf({ units, wide }: Letters): Grams {
  const window = units.length > WINDOW ? units.subarray(-WINDOW) : units;
  const length = wide ? WIDE_LENGTH : LENGTH;
  const all = Math.max(0, window.length - length + 1);
  const lead = leadOf(length);
  const mask = 2 ** Math.ceil(Math.log2(BITS * all + 32)) - 1;
  seen.fill(0, 0, (mask + 1) >>> 5);
  least.fill(NONE);
  let distinct = 0;
  let rolling = 0;
  // Within the window, as i - length is; places and classes are within their arrays by their bits.
  for (let i = 0; i < window.length; i++) {
    if (i >= length) rolling -= Math.imul(window[i - length] as number, lead);
    rolling = (Math.imul(rolling, BASE) + (window[i] as number)) | 0;
    if (i < length - 1) continue;
    const hash = spread(rolling);
    const place = (hash & mask) >>> 5;
    const bits = seen[place] as number;
    distinct += ((bits >>> (hash & 31)) & 1) ^ 1;
    seen[place] = bits | (1 << (hash & 31));
    const at = hash >>> CLASS_SHIFT;
    if (hash < (least[at] as number)) least[at] = hash;
  }
  return {
    again: all - distinct,
    repeated: all === 0 ? 0 : 1 - distinct / all,
    sketch: Array.from(least, (hash) => (hash === NONE ? 0 : hash)),
  };
}
