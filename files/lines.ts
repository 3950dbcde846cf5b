/** Files line by line: as bytes, as text, as JSON (JSONL). */

import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { isDense, parseJson, TOO_DENSE } from './json.js';
import { checkFile, encodingIn, LONGEST_TEXT, nameOf, PIECE, readPieces, type Source } from './open.js';
import type { Unread, Value } from './row.js';

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

/** The lines of these bytes, also blank ones, but no empty one at their end: those together that end in one piece. */
async function* batchesOf(
  pieces: AsyncIterable<Buffer>,
  longest: number,
  linesBefore = 0,
): AsyncGenerator<readonly RawLine[]> {
  let rest: Buffer[] = [];
  let held = 0;
  let number = linesBefore;
  for await (const piece of pieces) {
    const lines: RawLine[] = [];
    let from = 0;
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, from)) {
      const last = piece.subarray(from, at);
      number++;
      if (held + last.length > longest) lines.push({ bytes: EMPTY, number, complete: true, tooLong: true });
      else {
        lines.push({
          bytes: rest.length === 0 ? last : Buffer.concat([...rest, last]),
          number,
          complete: true,
        });
      }
      rest = [];
      held = 0;
      from = at + 1;
    }
    held += piece.length - from;
    if (held > longest) rest = [];
    else if (from < piece.length) rest.push(piece.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (held > longest) yield [{ bytes: EMPTY, number: number + 1, complete: false, tooLong: true }];
  else if (rest.length > 0) yield [{ bytes: Buffer.concat(rest), number: number + 1, complete: false }];
}

/** Which bytes of a file are read. */
export interface Stretch {
  /** The first one; 0 where missing. */
  readonly from?: number;
  /** The one before which it ends; all that there is where missing. */
  readonly to?: number;
  /** Lines that end before it; none where missing. */
  readonly lines?: number;
  /** Is shown the bytes as they come. */
  readonly seen?: (piece: Buffer) => void;
}

async function* piecesOf(path: string, { from = 0, to, seen }: Stretch): AsyncGenerator<Buffer> {
  await checkFile(path);
  if (to !== undefined && to <= from) return;
  const range = { start: from, ...(to !== undefined && { end: to - 1 }) };
  const pieces = createReadStream(path, { highWaterMark: PIECE, ...range }) as AsyncIterable<Buffer>;
  for await (const piece of pieces) {
    seen?.(piece);
    yield piece;
  }
}

/**
 * The lines of a file or of a stretch of it, also blank ones, but no empty one at its end; one that is longer than any string is `tooLong`. They come as they are
 * read, many together: to wait for each takes as long as to parse it. Throws what the file system throws, and UserError where the path is a
 * folder, a pipe or a device.
 */
export const readLines = (path: string, stretch: Stretch = {}): AsyncGenerator<readonly RawLine[]> =>
  batchesOf(piecesOf(path, stretch), LONGEST_TEXT, stretch.lines);

/** A line of UTF-8 as text; undefined for a blank one. */
export function textOfLine({ bytes, ...line }: RawLine): Line | undefined {
  const text = bytes.toString('utf8');
  return line.tooLong || text.trim() !== '' ? { text, ...line } : undefined;
}

/** Bytes that a line of JSONL or an item of JSON may have. A response is never that long. */
export const LONGEST = 64 << 20;

/** What a line holds; undefined for a blank one. */
function toRow(line: RawLine, where: string, encoding: string): Value | Unread | undefined {
  const { bytes, number, complete, tooLong } = line;
  if (tooLong) return { kind: 'unread', where, reason: `the line is longer than ${LONGEST >> 20} MiB` };
  if (isDense(bytes)) return { kind: 'unread', where, reason: `the line ${TOO_DENSE}` };
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  const isText = isUtf8(bytes);
  try {
    const value = parseJson(text);
    if (isText) return { kind: 'value', where, number, value };
  } catch {
    // A line that is cut off may be so in the midst of a character.
    if (isText || !complete) {
      const torn = complete ? '' : '; it is the last one and may be cut off';
      return {
        kind: 'unread',
        where,
        reason: `the line is not JSON${torn}`,
        todo: 'write one object a line',
      };
    }
  }
  return { kind: 'unread', where, reason: `the line is not in ${encoding}`, todo: 'save the file as UTF-8' };
}

/** The values of JSONL, one a line; no more lines are held than a piece of the file ends. Throws UserError where the file cannot be opened or is no text. */
export async function* readJsonLines(source: Source): AsyncGenerator<Value | Unread> {
  const [name, encoding] = [nameOf(source), encodingIn(source)];
  for await (const lines of batchesOf(readPieces(source), LONGEST))
    for (const line of lines) {
      const row = toRow(line, `${name}:${line.number}`, encoding);
      if (row !== undefined) yield row;
    }
}
