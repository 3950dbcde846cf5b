/** The values of a GGUF file's metadata. */

import { UserError } from '../../files/index.js';
import type { Cursor } from './cursor.js';
import type { GgufNumbers, GgufTexts, GgufValue } from './types.js';

/** Numbers by ggml's number of their type: bytes, and how they are read. */
const NUMBERS: Readonly<
  Record<number, { readonly size: number; readonly read: (bytes: Buffer, at: number) => number }>
> = {
  0: { size: 1, read: (bytes, at) => bytes.readUInt8(at) },
  1: { size: 1, read: (bytes, at) => bytes.readInt8(at) },
  2: { size: 2, read: (bytes, at) => bytes.readUInt16LE(at) },
  3: { size: 2, read: (bytes, at) => bytes.readInt16LE(at) },
  4: { size: 4, read: (bytes, at) => bytes.readUInt32LE(at) },
  5: { size: 4, read: (bytes, at) => bytes.readInt32LE(at) },
  6: { size: 4, read: (bytes, at) => bytes.readFloatLE(at) },
  7: { size: 1, read: (bytes, at) => bytes.readUInt8(at) },
  10: { size: 8, read: (bytes, at) => Number(bytes.readBigUInt64LE(at)) },
  11: { size: 8, read: (bytes, at) => Number(bytes.readBigInt64LE(at)) },
  12: { size: 8, read: (bytes, at) => bytes.readDoubleLE(at) },
};
const BOOLEAN = 7;
const TEXT = 8;
const LIST = 9;

/** Bytes before a text: its length. */
const LENGTH = 8;

/** Lists in lists, at most. */
const DEEPEST = 4;

/** Values that a list may have; vocabularies have some hundred thousand tokens and merges. */
const MOST_LISTED = 1 << 24;

/** Numbers that are read from a piece at once. */
const AT_ONCE = 1 << 16;

function unknownType(cursor: Cursor, type: number): never {
  throw new UserError(
    `there is no type ${type} of values`,
    `${cursor.name}:${cursor.position}`,
    'it may be damaged',
  );
}

async function readNumbers(cursor: Cursor, type: number, length: number): Promise<GgufNumbers> {
  const { size, read } = NUMBERS[type] ?? unknownType(cursor, type);
  const values = new Float64Array(cursor.checked(length, size));
  for (let from = 0; from < length; from += AT_ONCE) {
    const some = Math.min(AT_ONCE, length - from);
    await cursor.need(some * size);
    const bytes = cursor.take(some * size);
    for (let i = 0; i < some; i++) values[from + i] = read(bytes, i * size);
  }
  return { kind: 'numbers', length, values };
}

async function readTexts(cursor: Cursor, length: number): Promise<GgufTexts> {
  const ends = new Float64Array(cursor.checked(length, LENGTH));
  const pieces: Buffer[] = [];
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const text = cursor.textHere() ?? (await cursor.text());
    // A copy: the piece that it stands in would be held whole.
    pieces.push(Buffer.from(text));
    sum += text.length;
    ends[i] = sum;
  }
  const bytes = Buffer.concat(pieces, sum);
  return {
    kind: 'texts',
    length,
    bytesAt: (index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]),
  };
}

/** Passes over a value. */
export async function skipValue(cursor: Cursor, type: number, depth = 0): Promise<void> {
  const number = NUMBERS[type];
  if (number !== undefined) {
    cursor.skip(number.size);
    return;
  }
  if (type === TEXT) {
    cursor.skip(await cursor.count(1));
    return;
  }
  if (type !== LIST || depth === DEEPEST) unknownType(cursor, type);
  const inner = await cursor.u32();
  const size = NUMBERS[inner]?.size;
  if (size !== undefined) {
    cursor.skip(size * (await cursor.count(size)));
    return;
  }
  const length = await cursor.count(LENGTH);
  for (let i = 0; i < length; i++) await skipValue(cursor, inner, depth + 1);
}

/** Reads a value. Throws UserError: of a type that there is not, a list of lists. */
export async function readValue(cursor: Cursor, type: number): Promise<GgufValue> {
  if (type === TEXT) return (await cursor.text()).toString('utf8');
  if (type === LIST) {
    const inner = await cursor.u32();
    const length = await cursor.count(NUMBERS[inner]?.size ?? LENGTH);
    if (length > MOST_LISTED)
      throw new UserError(
        `a list of ${length} values`,
        `${cursor.name}:${cursor.position}`,
        'it may be damaged',
      );
    return inner === TEXT ? readTexts(cursor, length) : readNumbers(cursor, inner, length);
  }
  const { size, read } = NUMBERS[type] ?? unknownType(cursor, type);
  await cursor.need(size);
  const number = read(cursor.take(size), 0);
  return type === BOOLEAN ? number !== 0 : number;
}
