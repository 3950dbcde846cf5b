/** Bodies that are compressed: nobody asks for it, and some gateways do it all the same. */

import { pipeline, Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Dispatcher } from 'undici';
import { BodyError } from './errors.js';

/** Zstandard, which Node itself knows from 22.15 on only. */
function createUnzstd(): Transform {
  const unpacked = (chunk: Uint8Array): void => void stream.push(chunk);
  const decoder = new Decompress(unpacked);
  const stream = new Transform({
    transform(chunk: Uint8Array, _, done) {
      try {
        decoder.push(chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        decoder.push(new Uint8Array(0), true);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  return stream;
}

/** What "deflate" is: zlib's format by the letter (RFC 9110, 8.4.1.2), the bare one of many servers where the first byte is not zlib's. */
function createEitherInflate(): Transform {
  let decoder: Transform | undefined;
  function begin(first: number | undefined): Transform {
    const made = ((first ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    made.on('data', (chunk) => stream.push(chunk));
    made.on('error', (error) => stream.destroy(error));
    return made;
  }
  const stream = new Transform({
    transform(chunk: Uint8Array, _, done) {
      decoder ??= begin(chunk[0]);
      decoder.write(chunk, done);
    },
    flush(done) {
      if (decoder === undefined) return done();
      decoder.once('end', () => done());
      decoder.end();
    },
    destroy(error, done) {
      decoder?.destroy();
      done(error);
    },
  });
  return stream;
}

/** What makes the decoder of an encoding; `identity` has none. */
const DECODERS: ReadonlyMap<string, (() => Transform) | null> = new Map([
  ['identity', null],
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createEitherInflate],
  ['br', createBrotliDecompress],
  ['zstd', createUnzstd],
]);

/**
 * The body as it was before it was compressed, in whatever order and by however many; one that nobody here can decode fails with
 * BodyError when it is read. Who destroys it lets go of the body.
 */
export function decoded(
  body: Dispatcher.ResponseData['body'],
  encoding: unknown,
): Readable | Dispatcher.ResponseData['body'] {
  if (encoding === undefined) return body;
  const names = String(encoding)
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.some((name) => !DECODERS.has(name))) {
    // As the server wrote it: a key that it holds is found and redacted only so.
    const error = new BodyError(`the body is compressed as "${encoding}", which is not known`);
    // Read to its end, so that the connection can be used again.
    body.dump().catch(() => {});
    return new Readable({
      read() {
        this.destroy(error);
      },
    });
  }
  return names.reduceRight<Readable>((readable, name) => {
    const create = DECODERS.get(name);
    // What goes wrong on the way, the reader is told.
    return create == null ? readable : pipeline(readable, create(), () => {});
  }, body);
}
