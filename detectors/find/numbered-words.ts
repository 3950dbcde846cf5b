/** The words of a text in Latin script, with what the lexicon knows of each: in numbers, since every text comes by here. */

import { isLatin, smallUnit, unitsOf } from '../identify/index.js';
import type { Span } from '../types.js';
import { hashedWord, numberOfHash, WORD_SEED } from '../words/index.js';

/** Words of letters alone, in order: what an apostrophe or a hyphen joins are several. */
export interface NumberedWords {
  length: number;
  /** Half-open, in UTF-16 code units. */
  starts: Int32Array;
  ends: Int32Array;
  /** What the lexicon has of each, as `languagesWith` takes it. */
  numbers: Uint16Array;
}

const words: NumberedWords = {
  length: 0,
  starts: new Int32Array(1024),
  ends: new Int32Array(1024),
  numbers: new Uint16Array(1024),
};

function grow(): void {
  const size = 2 * words.starts.length;
  const copy = <T extends Int32Array | Uint16Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };
  words.starts = copy(words.starts, new Int32Array(size));
  words.ends = copy(words.ends, new Int32Array(size));
  words.numbers = copy(words.numbers, new Uint16Array(size));
}

/** The words of `text` outside `zones`, which are sorted and disjoint. They hold until the next call. */
export function numberedWords(text: string, zones: readonly Span[]): NumberedWords {
  const units = unitsOf(text);
  const { length } = text;
  words.length = 0;
  let next = 0;
  let zone = zones[0]?.start ?? length;
  for (let at = 0; at < length; ) {
    if (at >= zone) {
      at = Math.max(at, (zones[next] as Span).end);
      zone = zones[++next]?.start ?? length;
      continue;
    }
    let unit = units[at] as number;
    if (!isLatin(unit)) {
      at++;
      continue;
    }
    const start = at;
    let hash = WORD_SEED;
    do {
      hash = hashedWord(hash, smallUnit(unit));
      unit = ++at < length ? (units[at] as number) : 0;
    } while (isLatin(unit));
    if (words.length === words.starts.length) grow();
    const i = words.length++;
    words.starts[i] = start;
    words.ends[i] = at;
    words.numbers[i] = numberOfHash(hash);
  }
  return words;
}
