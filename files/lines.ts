/** Reads a file line by line as bytes come in, with what a writer that was killed may have left at its end. */

import { createReadStream } from 'node:fs';

export interface RawLine {
  /** UTF-8, without the line feed. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
  /** False for a last line without a line feed: it may be torn. */
  readonly complete: boolean;
  /** True for a line of more bytes than were to be held; its text is left out. */
  readonly tooLong?: true;
}

export interface Line extends Omit<RawLine, 'bytes'> {
  readonly text: string;
}

const LINE_FEED = 0x0a;
const EMPTY = Buffer.alloc(0);

/**
 * The lines of a file, also blank ones, but no empty one at its end. Of a line of more than `longest` bytes no more than that is ever
 * held. Throws what the file system throws.
 */
export async function* readRawLines(
  path: string,
  longest: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<RawLine> {
  let rest: Buffer[] = [];
  let held = 0;
  let number = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const piece = chunk.subarray(from, at);
      number++;
      if (held + piece.length > longest) yield { bytes: EMPTY, number, complete: true, tooLong: true };
      else {
        yield {
          bytes: rest.length === 0 ? piece : Buffer.concat([...rest, piece]),
          number,
          complete: true,
        };
      }
      rest = [];
      held = 0;
      from = at + 1;
    }
    held += chunk.length - from;
    if (held > longest) rest = [];
    else if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (held > longest) yield { bytes: EMPTY, number: number + 1, complete: false, tooLong: true };
  else if (rest.length > 0) yield { bytes: Buffer.concat(rest), number: number + 1, complete: false };
}

/** {@link readRawLines} of a UTF-8 file as text; blank ones are left out. */
export async function* readLines(path: string, longest?: number): AsyncGenerator<Line> {
  for await (const { bytes, ...line } of readRawLines(path, longest)) {
    const text = bytes.toString('utf8');
    if (line.tooLong || text.trim() !== '') yield { text, ...line };
  }
}
