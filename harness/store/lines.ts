/** Reads a file line by line as bytes come in, with what a writer that was killed may have left at its end. */

import { createReadStream } from 'node:fs';

export interface RawLine {
  /** UTF-8, without the line feed. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
  /** False for a last line without a line feed: it may be torn. */
  readonly complete: boolean;
}

export interface Line extends Omit<RawLine, 'bytes'> {
  readonly text: string;
}

const LINE_FEED = 0x0a;

/** The lines of a file, also blank ones, but no empty one at its end. Throws what the file system throws. */
export async function* readRawLines(path: string): AsyncGenerator<RawLine> {
  let rest: Buffer[] = [];
  let number = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const piece = chunk.subarray(from, at);
      const bytes = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
      rest = [];
      from = at + 1;
      number++;
      yield { bytes, number, complete: true };
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield { bytes: Buffer.concat(rest), number: number + 1, complete: false };
}

/** The lines of a UTF-8 file as text; blank ones are left out. Throws what the file system throws. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  for await (const { bytes, number, complete } of readRawLines(path)) {
    const text = bytes.toString('utf8');
    if (text.trim() !== '') yield { text, number, complete };
  }
}
