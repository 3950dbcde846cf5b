/** Unpacks what gzip or Zstandard has packed, piece by piece; what is not packed goes through as it is. */

import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from './problem.js';

/** True where bytes begin with these; used on the beginnings that formats are known by. */
export const beginsWith = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

const isGzip = (bytes: Uint8Array): boolean => beginsWith(bytes, 0x1f, 0x8b);

/** A frame of Zstandard (RFC 8878), or one to be skipped before it. */
const isZstd = (bytes: Uint8Array): boolean =>
  beginsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd) ||
  ((bytes[0] ?? 0) >> 4 === 5 && beginsWith(bytes.subarray(1), 0x2a, 0x4d, 0x18));

/** True where bytes begin like a packed file. */
export const isPacked = (bytes: Uint8Array): boolean => isGzip(bytes) || isZstd(bytes);

/** `a.jsonl` of `a.jsonl.gz`. */
export const unpackedName = (name: string): string => name.replace(/\.(?:gz|gzip|zst|zstd)$/i, '');

async function* gunzip(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(pieces);
  const gunzipped = createGunzip({ chunkSize: 1 << 16 });
  // An error of what is read is one of what is made of it.
  source.on('error', (error) => gunzipped.destroy(error));
  try {
    yield* source.pipe(gunzipped) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    gunzipped.destroy();
  }
}

async function* unzstd(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* (await import('./foreign/index.js')).unzstd(pieces);
}

/** A first piece and those behind it. */
export async function* withFirst(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The first pieces, of four bytes at least where there are so many. */
async function firstOf(pieces: AsyncIterator<Buffer>): Promise<Buffer> {
  const held: Buffer[] = [];
  let length = 0;
  while (length < 4) {
    const { value, done } = await pieces.next();
    if (done === true) break;
    held.push(value);
    length += value.length;
  }
  return Buffer.concat(held);
}

async function* piecesOf(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* pieces;
}

/** The bytes as they were before they were packed. Throws UserError, naming the place `name`: damaged, cut off. */
export async function* unpacked(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  name: string,
): AsyncGenerator<Buffer> {
  const iterator = piecesOf(pieces);
  try {
    const first = await firstOf(iterator);
    if (first.length === 0) return;
    const all = withFirst(first, iterator);
    const unpack = isGzip(first) ? gunzip : isZstd(first) ? unzstd : undefined;
    if (unpack === undefined) {
      yield* all;
      return;
    }
    try {
      yield* unpack(all);
    } catch (error) {
      // What the system says of the file itself is told by who reads it.
      if (error instanceof UserError || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
      const tool = unpack === gunzip ? 'gunzip' : 'zstd -d';
      throw new UserError(
        'the compressed file is damaged or cut off',
        name,
        `copy or write it again, or name what ${tool} makes of it`,
      );
    }
  } finally {
    await iterator.return(undefined);
  }
}
