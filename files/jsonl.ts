/** JSONL: one value a line. */

import { parseJson } from './json.js';
import { readLines } from './lines.js';
import type { Unread, Value } from './row.js';

/** Bytes that a line, a record or a document's row may have. A response is never that long. */
export const LONGEST = 64 << 20;

/** The values of `path`, line by line; at most one line is held. Throws what the file system throws. */
export async function* readJsonLines(path: string): AsyncGenerator<Value | Unread> {
  for await (const { text, number, tooLong, complete } of readLines(path, LONGEST)) {
    const where = `${path}:${number}`;
    if (tooLong) {
      yield { kind: 'unread', where, reason: `the line is longer than ${LONGEST >> 20} MiB` };
      continue;
    }
    try {
      yield { kind: 'value', where, value: parseJson(text) };
    } catch {
      yield {
        kind: 'unread',
        where,
        reason: complete
          ? 'the line is not JSON'
          : 'the line is not JSON; it is the last one and may be cut off',
      };
    }
  }
}
