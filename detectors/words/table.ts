/** Words by a hash of their letters, each with a number: looked for where they stand, without a word being cut out of the text. */

/** FNV-1a of 32 bits, over UTF-16 code units. */
export const WORD_SEED = 0x811c9dc5 | 0;

/** The hash of a word and one more code unit behind it. */
export const hashedWord = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** The hash of the letters of a text from `start` to `end`. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = WORD_SEED;
  for (let at = start; at < end; at++) hash = hashedWord(hash, text.charCodeAt(at));
  return hash;
}

/** The table, open to the next place where one is taken. A word is its hash: of 67,000 words one shares it with one unknown word in 60,000. */
export interface WordTable {
  readonly hashes: Int32Array;
  /** For each place the number of the word; 0 where the place is free. */
  readonly numbers: Uint16Array;
}

/** An empty table for so many words: places are a power of two, twice the words and more, so that a look-up ends soon. */
export function wordTable(words: number): WordTable {
  const places = 1 << (33 - Math.clz32(words));
  return { hashes: new Int32Array(places), numbers: new Uint16Array(places) };
}

/** The place of the word with a hash, or the free one where it would be. */
function placeOf({ hashes, numbers }: WordTable, hash: number): number {
  const mask = numbers.length - 1;
  let at = hash & mask;
  while (numbers[at] !== 0 && hashes[at] !== hash) at = (at + 1) & mask;
  return at;
}

/** Gives the word with a hash its number, above 0. */
export function putWord(table: WordTable, hash: number, number: number): void {
  const at = placeOf(table, hash);
  table.hashes[at] = hash;
  table.numbers[at] = number;
}

/** The number of the word with a hash; 0 of one that is not there. */
export const numberIn = (table: WordTable, hash: number): number =>
  table.numbers[placeOf(table, hash)] as number;
