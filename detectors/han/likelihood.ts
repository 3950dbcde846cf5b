/**
 * How likely Han characters follow each other in Japanese and in Chinese, by the words of both. Logarithms are integers, in half
 * units, so that every engine comes to the same sums.
 */

import { OF_JAPANESE, RARE_OF_NAMES, SURNAMES } from './forms.generated.js';
import {
  CHARACTERS,
  CHINESE_PAIR_STEPS,
  CHINESE_PAIRS,
  COLUMNS,
  JAPANESE_PAIRS,
  SIZES,
  TELLING_PAIRS,
} from './likelihood.generated.js';
import { mark, unpack, unpackGaps } from './unpack.js';

/** Rank of a character, from 1 on; 0 for one that is not listed. */
export type CharacterId = number;

export interface Likelihood {
  /** By UTF-16 code unit. */
  readonly ids: Uint16Array;
  /** 1 for a form that Japanese does not write, by UTF-16 code unit. */
  readonly foreign: Uint8Array;
  /** {@link SURNAME} and {@link RARE}, by UTF-16 code unit. */
  readonly ofNames: Uint8Array;
  /** Logarithms by id: of the character in Chinese, and of a Chinese word ending after it where Han goes on. */
  readonly chinese: Int8Array;
  readonly chineseEnd: Int8Array;
  /** In Japanese: of a sequence beginning with it, of a later word of a sequence, of a word or the whole sequence ending after it. */
  readonly japaneseStart: Int8Array;
  readonly japaneseNext: Int8Array;
  readonly japaneseEnd: Int8Array;
  readonly japaneseStop: Int8Array;
  /** A bit for each two characters that stand side by side in a Japanese word or in a Chinese name. */
  readonly attested: Uint32Array;
  /** Hash table of the pairs of Chinese words: key in the upper bits, the steps below. */
  readonly pairs: Uint32Array;
}

/** A surname of Chinese people; a character that Japanese has in names of theirs only, if at all. */
export const SURNAME = 1;
export const RARE = 2;

/** The pair is part of a Japanese word or of a Chinese name. */
export const ATTESTED = 0x80;
/** The pair is a Chinese word that no Japanese text has. */
export const TELLING = 0x40;
/** Minus the logarithm of a pair within Chinese words, in half units; all ones where it is none. */
export const PAIR_STEPS = 0x3f;

const KEY_SHIFT = 7;
/** Of the table of Chinese pairs, of which half are used. */
const SLOTS = 1 << 14;

/** Blocks of ideographs: CJK Unified Ideographs, and Extension A. */
const IDEOGRAPHS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
] as const;

/** Kanji of numbers: every two of them may stand side by side. */
const NUMERALS = '一二三四五六七八九十百千万億〇零第数何';

/** The column by which characters are ranked, and more than any number of a column. */
const RANKING = 3;
const MOST_STEPS = 127;

/** What holds of a character that is not listed, in the order of the columns. */
const UNLISTED = [-32, -2, -32, -32, -3, -2];

const slotOf = (key: number): number => (Math.imul(key, 0x9e3779b1) >>> 18) & (SLOTS - 1);

function put(pairs: Uint32Array, key: number, value: number): void {
  let slot = slotOf(key);
  while (pairs[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
  pairs[slot] = ((key << KEY_SHIFT) | value) >>> 0;
}

/** What the table of Chinese words has of two characters in a row. */
function ofChinese(pairs: Uint32Array, key: number): number {
  let slot = slotOf(key);
  for (;;) {
    const held = pairs[slot] as number;
    if (held === 0) return PAIR_STEPS;
    if (held >>> KEY_SHIFT === key) return held & (TELLING | PAIR_STEPS);
    slot = (slot + 1) & (SLOTS - 1);
  }
}

const keyOf = (a: CharacterId, b: CharacterId): number => a * (SIZES.characters + 1) + b;

/** What is known of two characters in a row: {@link ATTESTED}, {@link TELLING} and {@link PAIR_STEPS}. */
export function pairOf({ attested, pairs }: Likelihood, a: CharacterId, b: CharacterId): number {
  const key = keyOf(a, b);
  return (((attested[key >>> 5] as number) >>> (key & 31)) & 1) * ATTESTED + ofChinese(pairs, key);
}

/** The places of `numbers` by their size, equal ones in order: a counting sort. */
function ranking(numbers: Uint32Array): Uint16Array {
  const starts = new Uint32Array(MOST_STEPS + 2);
  for (let i = 0; i < numbers.length; i++) (starts[(numbers[i] as number) + 1] as number)++;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const places = new Uint16Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) places[(starts[numbers[i] as number] as number)++] = i;
  return places;
}

function inflate(): Likelihood {
  const size = SIZES.characters;
  const units = unpackGaps(CHARACTERS, size);
  const steps = COLUMNS.map((column) => unpack(column, size));
  const ranked = ranking(steps[RANKING] as Uint32Array);
  const ids = new Uint16Array(0x10000);
  for (let rank = 0; rank < size; rank++) ids[units[ranked[rank] as number] as number] = rank + 1;
  const columns = UNLISTED.map((unlisted, i) => {
    const column = new Int8Array(size + 1);
    const of = steps[i] as Uint32Array;
    column[0] = unlisted;
    for (let rank = 0; rank < size; rank++) column[rank + 1] = -(of[ranked[rank] as number] as number);
    return column;
  });
  const foreign = new Uint8Array(0x10000);
  for (const [first, last] of IDEOGRAPHS) foreign.fill(1, first, last + 1);
  mark(foreign, OF_JAPANESE, 0);
  const ofNames = new Uint8Array(0x10000);
  mark(ofNames, SURNAMES, SURNAME);
  mark(ofNames, RARE_OF_NAMES, RARE);
  // `first * size + second` from 0 on is `first * (size + 1) + second` from 1 on.
  const place = (number: number): number => number + ((number / size) | 0) + size + 2;
  const attested = new Uint32Array((((size + 1) ** 2) >>> 5) + 1);
  const attest = (key: number): void => {
    attested[key >>> 5] = (attested[key >>> 5] as number) | (1 << (key & 31));
  };
  const japanese = unpackGaps(JAPANESE_PAIRS, SIZES.japanesePairs);
  for (let i = 0; i < japanese.length; i++) attest(place(japanese[i] as number));
  const numerals = Array.from(NUMERALS, (one) => ids[one.charCodeAt(0)] as number);
  for (const a of numerals) for (const b of numerals) attest(keyOf(a, b));
  const values = unpack(CHINESE_PAIR_STEPS, SIZES.chinesePairs);
  for (const i of unpackGaps(TELLING_PAIRS, SIZES.tellingPairs)) values[i] = (values[i] as number) | TELLING;
  const pairs = new Uint32Array(SLOTS);
  const chinesePairs = unpackGaps(CHINESE_PAIRS, SIZES.chinesePairs);
  for (let i = 0; i < chinesePairs.length; i++)
    put(pairs, place(chinesePairs[i] as number), values[i] as number);
  const [chinese, chineseEnd, japaneseStart, japaneseNext, japaneseEnd, japaneseStop] = columns as [
    Int8Array,
    Int8Array,
    Int8Array,
    Int8Array,
    Int8Array,
    Int8Array,
  ];
  return {
    ids,
    foreign,
    ofNames,
    chinese,
    chineseEnd,
    japaneseStart,
    japaneseNext,
    japaneseEnd,
    japaneseStop,
    attested,
    pairs,
  };
}

let inflated: Likelihood | undefined;

/** The tables, inflated when they are first needed: some 20 milliseconds. */
export function likelihood(): Likelihood {
  inflated ??= inflate();
  return inflated;
}
