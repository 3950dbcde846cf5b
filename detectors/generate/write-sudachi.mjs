/**
 * Writes detectors/generate/sudachi.txt: what Japanese writes by Sudachi's core dictionary that IPADIC does not have. That dictionary is
 * 200 MB and a package for Python, so that what it tells is kept in the project, and `npm run generate` needs no Python:
 *
 *     pip download --no-deps sudachidict_core==20250129 && unzip SudachiDict_core-20250129-py3-none-any.whl
 *     node detectors/generate/write-sudachi.mjs sudachidict_core/resources/system.dic
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { japanese, japaneseRare } from './charsets.mjs';
import { COMMON_PAIR, japaneseWords } from './dictionaries.mjs';
import { entries } from './opencc.mjs';
import { pack, packGaps } from './pack.mjs';

/** Of a system dictionary in the second form, which the packages until 2025 have: its mark, and the bytes of the header. */
const MARK = 0xce9f011a92394434n;
const HEADER = 272;
const DESCRIPTION = 16;
/** Bytes of each word's costs. */
const WORD_COSTS = 6;
/** Of a part of speech. */
const FIELDS = 6;
/** How those of names begin, and of names of people. */
const PROPER = '名詞-固有名詞-';
const PERSON = `${PROPER}人名-`;

/** Reads numbers and texts of a dictionary from a place on. */
class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  #skipped(size) {
    const from = this.at;
    this.at += size;
    return from;
  }

  skip(size) {
    this.at += size;
  }

  uint16() {
    return this.bytes.readUInt16LE(this.#skipped(2));
  }

  uint32() {
    return this.bytes.readUInt32LE(this.#skipped(4));
  }

  /** A byte, or two where the first one says so. */
  length() {
    const first = this.bytes[this.#skipped(1)];
    return first < 128 ? first : ((first & 127) << 8) | this.bytes[this.#skipped(1)];
  }

  text() {
    const size = 2 * this.length();
    const from = this.#skipped(size);
    return this.bytes.toString('utf16le', from, from + size);
  }
}

/**
 * @param {Buffer} bytes of a system dictionary
 * @yields {{ word: string, kind: string }} each entry as it is written in text, and its part of speech
 */
function* entriesOf(bytes) {
  const reader = new Reader(bytes, HEADER);
  const kinds = Array.from({ length: reader.uint16() }, () =>
    Array.from({ length: FIELDS }, () => reader.text()).join('-'),
  );
  reader.skip(2 * reader.uint16() * reader.uint16());
  reader.skip(4 * reader.uint32());
  reader.skip(reader.uint32());
  const words = reader.uint32();
  const places = reader.at + WORD_COSTS * words;
  for (let i = 0; i < words; i++) {
    reader.at = bytes.readUInt32LE(places + 4 * i);
    const word = reader.text();
    reader.length();
    yield { word, kind: kinds[reader.uint16()] };
  }
}

const [path] = process.argv.slice(2);
const bytes = path === undefined ? Buffer.alloc(8) : readFileSync(path);
if (bytes.readBigUInt64LE(0) !== MARK) {
  process.stderr.write('name the system.dic of sudachidict_core 20250129\n');
  process.exit(2);
}
const version = bytes.toString('latin1', DESCRIPTION, DESCRIPTION + 8);

const shinjitai = entries('JPShinjitaiCharactersRev');
/** Whether a character was written before 1946: the dictionary has words so too (關係), which text of today has from Chinese. */
const isOld = (one) => one !== undefined && shinjitai.has(one) && !shinjitai.get(one).includes(one);

/** Rare characters, by the entries that they stand in; pairs that IPADIC does not have, or in a rare name. */
const characters = new Map();
const pairs = new Set();
/** Pairs of a single person's name: what happens to be one (可以, 越来) says little. */
const once = new Set();
for (const { word, kind } of entriesOf(bytes)) {
  const isPerson = kind.startsWith(PERSON);
  const isProper = kind.startsWith(PROPER);
  for (const [sequence] of word.matchAll(/[\u3005-\u3007\u3400-\u9fff]+/g)) {
    for (let i = 0; i < sequence.length; i++) {
      const one = sequence[i];
      if (!japanese.has(one) || japaneseRare.has(one)) characters.set(one, (characters.get(one) ?? 0) + 1);
      const pair = sequence.slice(i, i + 2);
      const isOfBoth = pair.length === 2 && japanese.has(pair[0]) && japanese.has(pair[1]);
      if (!isProper && (isOld(pair[0]) || isOld(pair[1]))) continue;
      if (!isOfBoth || (japaneseWords.pairs.get(pair) ?? 0) >= COMMON_PAIR || pairs.has(pair)) continue;
      if (isPerson && !once.has(pair)) once.add(pair);
      else pairs.add(pair);
    }
  }
}
const point = (text) => text.charCodeAt(0);
const listed = [...characters].sort(([a], [b]) => point(a) - point(b));
const numbers = [...pairs].map((pair) => point(pair) * 0x10000 + pair.charCodeAt(1)).sort((a, b) => a - b);
writeFileSync(
  fileURLToPath(new URL('sudachi.txt', import.meta.url)),
  [
    version,
    packGaps(listed.map(([one]) => point(one))),
    pack(listed.map(([, count]) => count)),
    String(numbers.length),
    packGaps(numbers),
  ].join('\n'),
);
process.stdout.write(`${listed.length} characters, ${numbers.length} pairs\n`);
