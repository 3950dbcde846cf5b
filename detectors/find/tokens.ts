/** The words of a text in Latin script, with what the lexicon knows of each: in numbers, since every text comes by here. */

import type { Span } from '../types.js';
import { letterScriptIds, scriptId } from '../unicode/index.js';
import { wordNumber } from '../words/index.js';

const LATIN = scriptId('Latn');
const ASCII = 128;
const CASE = 32;
const A = 97;
const LETTERS = 26;

const isSmall = (unit: number): boolean => (unit - A) >>> 0 < LETTERS;
const isLatin = (unit: number): boolean =>
  unit < ASCII ? isSmall(unit | CASE) : letterScriptIds[unit] === LATIN;

/** Words of letters alone, in order: what an apostrophe or a hyphen joins are several. */
export interface Tokens {
  length: number;
  /** Half-open, in UTF-16 code units. */
  starts: Int32Array;
  ends: Int32Array;
  /** What the lexicon has of each, as `languagesWith` takes it. */
  numbers: Uint16Array;
}

const tokens: Tokens = {
  length: 0,
  starts: new Int32Array(1024),
  ends: new Int32Array(1024),
  numbers: new Uint16Array(1024),
};

function grow(): void {
  const size = 2 * tokens.starts.length;
  const copy = <T extends Int32Array | Uint16Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  tokens.starts = copy(tokens.starts, new Int32Array(size));
  tokens.ends = copy(tokens.ends, new Int32Array(size));
  tokens.numbers = copy(tokens.numbers, new Uint16Array(size));
}

function numberOf(text: string, start: number, end: number, isPlain: boolean): number {
  if (isPlain) return wordNumber(text, start, end);
  const lower = text.slice(start, end).toLowerCase();
  return wordNumber(lower, 0, lower.length);
}

/** The tokens of `text` outside `zones`, which are sorted and disjoint. They hold until the next call. */
export function tokensOf(text: string, zones: readonly Span[]): Tokens {
  tokens.length = 0;
  let next = 0;
  for (let at = 0; at < text.length; ) {
    const zone = zones[next];
    if (zone !== undefined && at >= zone.start) {
      at = Math.max(at, zone.end);
      next++;
      continue;
    }
    if (!isLatin(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let isPlain = true;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (!isLatin(unit)) break;
      isPlain &&= isSmall(unit);
    }
    if (tokens.length === tokens.starts.length) grow();
    const i = tokens.length++;
    tokens.starts[i] = start;
    tokens.ends[i] = at;
    tokens.numbers[i] = numberOf(text, start, at, isPlain);
  }
  return tokens;
}
