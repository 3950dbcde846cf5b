/** Mutations of bytes: what disks, networks and people do to files. */

import type { Random } from '../random.js';

/** Pieces that readers look at: of JSON, YAML, CSV, texts and archives, and of sizes that nobody expects. */
const PIECES = [
  ...'{ } [ ] " \\ , : null -1 1e999 9007199254740993 NaN \\ud800 !!js/function PAR1 "__proto__":{} "constructor":1'.split(
    ' ',
  ),
  ...[
    '&a *a',
    '<<: *x',
    '---\n',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\0',
    '\ufeff',
    '\u2028',
    'PK\x03\x04',
    '\x1f\x8b',
  ],
  ...['{"a":'.repeat(2000), '['.repeat(5000), 'x'.repeat(100_000)],
].map((piece) => Buffer.from(piece));

const splice = (bytes: Buffer, from: number, to: number, piece: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(to)]);

/** One change of a file. */
const CHANGES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, { int }) => {
    const changed = Buffer.from(bytes);
    changed[int(0, bytes.length - 1)] = int(0, 255);
    return changed;
  },
  (bytes, { int }) => {
    const changed = Buffer.from(bytes);
    const at = int(0, bytes.length - 1);
    changed[at] = (bytes[at] as number) ^ (1 << int(0, 7));
    return changed;
  },
  (bytes, { int }) => bytes.subarray(0, int(0, bytes.length)),
  (bytes, { int }) => bytes.subarray(int(0, bytes.length)),
  (bytes, { int }) => {
    const from = int(0, bytes.length - 1);
    return splice(bytes, from, Math.min(bytes.length, from + int(1, 64)), Buffer.alloc(0));
  },
  (bytes, { int, pick }) => {
    const at = int(0, bytes.length);
    return splice(bytes, at, at, pick(PIECES));
  },
  (bytes, { int, pick }) => {
    const from = int(0, bytes.length - 1);
    return splice(bytes, from, Math.min(bytes.length, from + int(1, 16)), pick(PIECES));
  },
  (bytes, { int }) => {
    const from = int(0, bytes.length - 1);
    const piece = bytes.subarray(from, from + int(1, 200));
    const at = int(0, bytes.length);
    return splice(bytes, at, at, piece);
  },
  (bytes, { int, bytes: random }) => {
    const at = int(0, bytes.length);
    return splice(bytes, at, at, random(int(1, 20)));
  },
];

/** The bytes after one to four changes. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let i = random.int(1, 4); i > 0 && changed.length > 0; i--)
    changed = random.pick(CHANGES)(changed, random);
  return changed;
}
