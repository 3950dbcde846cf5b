/** Bodies that are compressed: nobody asks for it, and some gateways do it all the same. */

import { pipeline, Readable, promises as streams, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Dispatcher } from 'undici';
import { shortened } from '../../files/index.js';

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
async function* inflated(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const decoder = ((first.value[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
  async function* all(): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  // What goes wrong on the way, the reader is told.
  streams.pipeline(all(), decoder).catch(() => {});
  yield* decoder;
}

/** A body that is compressed in a way that nobody here knows. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/** UTF-16 code units of a server's word in a message. */
const SHOWN = 40;

/** Compression is not asked for, and some gateways compress all the same. */
const DECODERS: Readonly<Record<string, (body: Readable) => Readable>> = {
  identity: (body) => body,
  gzip: (body) => pipeline(body, createGunzip(), () => {}),
  'x-gzip': (body) => pipeline(body, createGunzip(), () => {}),
  deflate: (body) => Readable.from(inflated(body)),
  br: (body) => pipeline(body, createBrotliDecompress(), () => {}),
  zstd: (body) => pipeline(body, createUnzstd(), () => {}),
};

/** The body as it was before it was compressed, in whatever order and by however many. */
export function decoded(
  body: Dispatcher.ResponseData['body'],
  encoding: unknown,
): Readable | Dispatcher.ResponseData['body'] {
  if (encoding === undefined) return body;
  const names = String(encoding)
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  let readable: Readable = body;
  for (const name of names.reverse()) {
    const decoder = DECODERS[name];
    if (decoder === undefined) {
      const error = new EncodingError(
        `the body is compressed as "${shortened(name, SHOWN)}", which is not known`,
      );
      // Read to its end, so that the connection can be used again.
      body.dump().catch(() => {});
      return new Readable({
        read() {
          this.destroy(error);
        },
      });
    }
    readable = decoder(readable);
  }
  return readable;
}
