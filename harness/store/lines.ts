/** Reads a file line by line as bytes come in, with what a writer that was killed may have left at its end. */

import { createReadStream } from 'node:fs';

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** False for a last line without a line feed: it may be torn. */
  readonly complete: boolean;
  /** True for a line of more bytes than were to be held; its text is left out. */
  readonly tooLong?: true;
}

const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 file, without their line feeds; blank ones are left out. Of a line of more than `longest` bytes no more than
 * that is ever held. Throws what the file system throws.
 */
export async function* readLines(
  path: string,
  longest: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let held = 0;
  let number = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const piece = chunk.subarray(from, at);
      const tooLong = held + piece.length > longest;
      const text = tooLong
        ? ''
        : (rest.length === 0 ? piece : Buffer.concat([...rest, piece])).toString('utf8');
      rest = [];
      held = 0;
      from = at + 1;
      number++;
      if (tooLong) yield { text, number, complete: true, tooLong };
      else if (text.trim() !== '') yield { text, number, complete: true };
    }
    held += chunk.length - from;
    if (held > longest) rest = [];
    else if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (held > longest) yield { text: '', number: number + 1, complete: false, tooLong: true };
  const text = Buffer.concat(rest).toString('utf8');
  if (text.trim() !== '') yield { text, number: number + 1, complete: false };
}
