/** Files of prompts as rows: JSONL, CSV, YAML, and the archive of the Language Confusion Benchmark. */

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../user-error.js';
import { readCsvRows } from './csv.js';
import { readJsonl } from './jsonl.js';
import { readLcbRows } from './lcb.js';
import type { Row, RowReader, TornRow } from './types.js';
import { readYamlRows } from './yaml.js';

export { openLcbPrompts, type PromptSource } from './lcb.js';
export type { Row, TornRow } from './types.js';

/** How text is read, by the ending of its file's name; JSONL otherwise. */
const readers: Readonly<Record<string, RowReader>> = {
  '.csv': readCsvRows,
  '.yaml': readYamlRows,
  '.yml': readYamlRows,
};

/** The four bytes that a ZIP archive begins with. */
const ZIP = 'PK\u0003\u0004';

/** The file's first four bytes. Throws UserError where there is no such file. */
function headOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    const head = Buffer.alloc(ZIP.length);
    try {
      return head.toString('latin1', 0, readSync(file, head));
    } finally {
      closeSync(file);
    }
  } catch {
    throw new UserError('no such file of prompts, or it cannot be read', path);
  }
}

/** The rows of a file, in order, with those that cannot be parsed among them. Throws UserError: no such file, an archive of other things. */
export function readRows(path: string): Iterable<Row | TornRow> {
  if (headOf(path) === ZIP) return readLcbRows(path);
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  return (readers[extname(path).toLowerCase()] ?? readJsonl)(text, path);
}
