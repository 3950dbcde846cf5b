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
import { pack, packGaps } from './pack.mjs';

/** Of a system dictionary in the second form, which the packages until 2025 have: its mark, and the bytes of the header. */
const MARK = 0xce9f011a92394434n;
const HEADER = 272;
const DESCRIPTION = 16;
/** Of a part of speech. */
const FIELDS = 6;
/** How that of names of people begins. */
const PERSON = '名詞-固有名詞-人名-';

/** @param {Buffer} bytes of a system dictionary @yields {{ word: string, kind: string }} each entry as it is written in text, and its part of speech */
function* entriesOf(bytes) {
  let at = HEADER;
  const uint16 = () => bytes.readUInt16LE((at += 2) - 2);
  const uint32 = () => bytes.readUInt32LE((at += 4) - 4);
  const length = () => {
    const first = bytes[at++];
    return first < 128 ? first : ((first & 127) << 8) | bytes[at++];
  };
  const text = () => {
    const size = 2 * length();
    return bytes.toString('utf16le', at, (at += size));
  };
  const skip = (size) => {
    at += size;
  };
  const kinds = Array.from({ length: uint16() }, () => Array.from({ length: FIELDS }, text).join('-'));
  skip(2 * uint16() * uint16());
  skip(4 * uint32());
  skip(uint32());
  const words = uint32();
  at += 6 * words;
  const places = at;
  for (let i = 0; i < words; i++) {
    at = bytes.readUInt32LE(places + 4 * i);
    const word = text();
    length();
    yield { word, kind: kinds[uint16()] };
  }
}

const [path] = process.argv.slice(2);
const bytes = path === undefined ? Buffer.alloc(8) : readFileSync(path);
if (bytes.readBigUInt64LE(0) !== MARK) {
  process.stderr.write('name the system.dic of sudachidict_core 20250129\n');
  process.exit(2);
}
const version = bytes.toString('latin1', DESCRIPTION, DESCRIPTION + 8);

/** Rare characters, by the entries that they stand in; pairs that IPADIC does not have, or in a rare name. */
const characters = new Map();
const pairs = new Set();
/** Pairs of a single person's name: what happens to be one (可以, 越来) says little. */
const once = new Set();
for (const { word, kind } of entriesOf(bytes)) {
  const isPerson = kind.startsWith(PERSON);
  for (const [sequence] of word.matchAll(/[\u3005-\u3007\u3400-\u9fff]+/g)) {
    for (let i = 0; i < sequence.length; i++) {
      const one = sequence[i];
      if (!japanese.has(one) || japaneseRare.has(one)) characters.set(one, (characters.get(one) ?? 0) + 1);
      const pair = sequence.slice(i, i + 2);
      const isOfBoth = pair.length === 2 && japanese.has(pair[0]) && japanese.has(pair[1]);
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
