/** Bodies that are compressed: nobody asks for it, and some gateways do it all the same. */

import { pipeline, Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { BodyError, TooLarge } from './errors.js';
import { unzstd } from './zstd.js';

/** A step of a pipeline that decodes. */
type Decoder = Transform | ((packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>);

/** Encodings of one body; curl and browsers take as many. */
const MOST_ENCODINGS = 5;

/** The first chunk, and all of them. */
async function begun(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: Uint8Array | undefined; readonly all: AsyncIterable<Uint8Array> }> {
  const rest = chunks[Symbol.asyncIterator]();
  const { value: first } = await rest.next();
  async function* all(): AsyncGenerator<Uint8Array> {
    if (first !== undefined) yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  return { first, all: all() };
}

/** What "deflate" is: zlib's format by the letter (RFC 9110, 8.4.1.2), the bare one of many servers where the first byte is not zlib's. */
async function* inflateEither(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { first, all } = await begun(packed);
  if (first === undefined) return;
  const isZlib = ((first[0] ?? 0) & 0x0f) === 8;
  // What goes wrong on the way, the reader is told.
  yield* pipeline(all, isZlib ? createInflate() : createInflateRaw(), () => {});
}

/** What makes the decoder of an encoding; `identity` has none. */
const DECODERS: ReadonlyMap<string, (() => Decoder) | null> = new Map<string, (() => Decoder) | null>([
  ['identity', null],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', () => inflateEither],
  ['br', createBrotliDecompress],
  ['zstd', () => unzstd],
]);

/** Lets `most` bytes through, and fails with TooLarge behind them. */
function bounded(most: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      length += chunk.length;
      if (length > most) done(TooLarge.response(most));
      else done(null, chunk);
    },
  });
}

/** Why a body cannot be decoded; undefined where it can. Quotes what the server wrote: a key in it is found and redacted only so. */
function unreadable(encoding: unknown, names: readonly string[]): BodyError | undefined {
  if (names.some((name) => !DECODERS.has(name)))
    return new BodyError(`the body is compressed as "${encoding}", which is not known`);
  if (names.length > MOST_ENCODINGS)
    return new BodyError(`the body is compressed ${names.length} times, as "${encoding}"`);
  return undefined;
}

/**
 * The body as it was before it was compressed, in whatever order; one that nobody here can decode fails with BodyError when it is read,
 * one of which any step gives more than `most` bytes with TooLarge. Who destroys it lets go of the body.
 */
export function decoded(
  body: Dispatcher.ResponseData['body'],
  encoding: unknown,
  most: number,
): Readable | Dispatcher.ResponseData['body'] {
  if (encoding === undefined) return body;
  const names = String(encoding)
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const error = unreadable(encoding, names);
  if (error !== undefined) {
    // Read to its end, so that the connection can be used again.
    body.dump().catch(() => {});
    return new Readable({
      read() {
        this.destroy(error);
      },
    });
  }
  const plain = names.reduceRight<Readable>((readable, name) => {
    const create = DECODERS.get(name);
    return create == null ? readable : pipeline(readable, create(), bounded(most), () => {});
  }, body);
  // A step that waits for more would not be told.
  plain.once('close', () => body.destroy());
  return plain;
}
