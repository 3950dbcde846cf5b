/** Records of a run folder: a JSON object a line. */

import { type Line, readLines, UserError } from '../files/index.js';

/** Whether a value is a record of the file. */
type Check = (value: unknown) => boolean;

/** The record of a line; undefined for a torn one. Throws UserError where the line is none. */
export function recordOf<T>(path: string, { text, number, complete }: Line, check: Check): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (!complete) return undefined;
  }
  if (check(value)) return value as T;
  throw new UserError(
    'this line is no record of a run',
    `${path}:${number}`,
    'remove the line; the rest of the file is untouched',
  );
}

/** The records of a file; a torn last line is left out and told to `onTorn`. Throws UserError at a line that is none. */
export async function* readRecords<T>(path: string, check: Check, onTorn: () => void): AsyncGenerator<T> {
  for await (const line of readLines(path)) {
    const record = recordOf<T>(path, line, check);
    if (record === undefined) return onTorn();
    yield record;
  }
}
