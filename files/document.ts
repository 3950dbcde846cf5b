/** A file that is one JSON document. */

import { readFileSync, statSync } from 'node:fs';
import { parseJson } from './json.js';
import { UserError } from './problem.js';

/** Bytes that a document may have: it is held as a whole, and a string in V8 ends at 512 Mi. */
const LONGEST = 500 << 20;

/** The value in `path`. Throws UserError: not JSON, cut off, too large. */
export function readDocument(path: string, todo: string): unknown {
  if (statSync(path).size > LONGEST)
    throw new UserError(`the document is larger than ${LONGEST >> 20} MiB`, path, todo);
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UserError('malformed JSON', path, 'it may be cut off; write it again');
    throw error;
  }
}
