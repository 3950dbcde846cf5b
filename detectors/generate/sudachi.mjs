/** What Japanese writes by Sudachi's dictionary that IPADIC does not have, as write-sudachi.mjs left it. */

import { readFileSync } from 'node:fs';
import { unpack, unpackGaps } from './pack.mjs';

const [version, characters, counts, , pairs] = readFileSync(
  new URL('sudachi.txt', import.meta.url),
  'utf8',
).split('\n');

export const SUDACHI = `sudachidict_core ${version}`;

const timesOf = unpack(counts);

/** Characters outside the first level of JIS X 0208, by the number of entries that they stand in. */
export const sudachiCharacters = new Map(
  unpackGaps(characters).map((point, i) => [String.fromCharCode(point), timesOf[i]]),
);

/** Pairs of characters of JIS X 0208 in a row. */
export const sudachiPairs = unpackGaps(pairs).map((number) =>
  String.fromCharCode(Math.floor(number / 0x10000), number % 0x10000),
);
