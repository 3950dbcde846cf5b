/** Zstandard, which Node itself knows from 22.15 on only: fzstd, with the bounds on windows and work that it does not set itself. */

import { setImmediate as turn } from 'node:timers/promises';
import { Decompress } from 'fzstd';

/** Bytes of the largest window that a body may look back on (RFC 9659, 3). */
const LARGEST_WINDOW = 8 << 20;

/**
 * Bytes that may be moved for one body: some ten seconds. fzstd moves its whole window behind each block, and a block may be three
 * bytes that hold nothing.
 */
const MOST_MOVED = 2 ** 36;

/** Bytes that are moved between two looks at whatever else there is to do: signals, timers, other responses. */
const BETWEEN_TURNS = 2 ** 28;

/** The kind of block that is one byte, repeated. */
const REPEATED = 1;

/** Bytes of a stream, by the number that is asked for. */
class Bytes {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** Whether there are more. */
  async more(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return false;
      this.#rest = Buffer.from(next.value);
    }
    return true;
  }

  /** Hands on the next ones, in pieces as they come. Throws where there are fewer. */
  async *pieces(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (!(await this.more())) throw new Error('unexpected end of zstd data');
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pieces(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

/** The head of a frame behind its first five bytes, by the flags that are the fifth. RFC 8878, 3.1.1.1. */
function partsOf(flags: number): {
  readonly descriptor: number;
  readonly dictionary: number;
  readonly size: number;
} {
  const single = (flags >> 5) & 1;
  return {
    descriptor: 1 - single,
    dictionary: [0, 1, 2, 4][flags & 3] ?? 0,
    size: [single, 2, 4, 8][flags >> 6] ?? 0,
  };
}

/** Bytes of a frame's window. Throws where they are too many. */
function windowOf(flags: number, rest: Buffer): number {
  const { descriptor, dictionary, size } = partsOf(flags);
  const at = descriptor + dictionary;
  const first = rest[0] ?? 0;
  const base = 2 ** (10 + (first >> 3));
  const whole = size === 8 ? Number(rest.readBigUInt64LE(at)) : size === 0 ? 0 : rest.readUIntLE(at, size);
  const window = descriptor === 1 ? base + (base / 8) * (first & 7) : whole + (size === 2 ? 256 : 0);
  if (window > LARGEST_WINDOW) throw new Error(`a zstd window of ${window} bytes is too large`);
  return window;
}

/**
 * The bytes that zstd frames hold, a block at a time. Throws where they are none, end within, look back on more than HTTP has them
 * look back on, or take too much work.
 */
export async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = new Bytes(source);
  let moved = 0;
  while (await bytes.more()) {
    const magic = await bytes.take(4);
    if (magic.readUInt32LE() >>> 4 === 0x184d2a5) {
      const skipped = (await bytes.take(4)).readUInt32LE();
      for await (const _ of bytes.pieces(skipped));
      continue;
    }
    if (magic.readUInt32LE() !== 0xfd2fb528) throw new Error('invalid zstd data');
    const flags = await bytes.take(1);
    const { descriptor, dictionary, size } = partsOf(flags.readUInt8());
    const rest = await bytes.take(descriptor + dictionary + size);
    const window = windowOf(flags.readUInt8(), rest);
    const made: Uint8Array[] = [];
    const decoder = new Decompress((block) => void made.push(block));
    decoder.push(Buffer.concat([magic, flags, rest]));
    for (let isLast = false; !isLast; ) {
      const head = await bytes.take(3);
      const bits = head.readUIntLE(0, 3);
      isLast = (bits & 1) === 1;
      const checksum = isLast ? flags.readUInt8() & 4 : 0;
      const body = await bytes.take((((bits >> 1) & 3) === REPEATED ? 1 : bits >> 3) + checksum);
      decoder.push(Buffer.concat([head, body]), isLast);
      moved += window;
      if (moved > MOST_MOVED) throw new Error('zstd blocks that are too many and too small');
      if (moved % BETWEEN_TURNS < window) await turn();
      yield* made.splice(0);
    }
  }
}
