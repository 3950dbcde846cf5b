/** Files of prompts as rows: JSONL, JSON, CSV, YAML, and the archive of the Language Confusion Benchmark. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../../files/index.js';
import { readCsvRows } from './csv.js';
import { readJsonl } from './jsonl.js';
import { readLcbRows } from './lcb.js';
import type { Row, RowReader, TornRow } from './types.js';
import { readYamlRows } from './yaml.js';

export { openLcbPrompts, type PromptSource } from './lcb.js';
export type { Row, TornRow } from './types.js';

/** How text is read, by the ending of its file's name; otherwise as a list in JSON, which YAML includes, or as JSONL. */
const readers: Readonly<Record<string, RowReader>> = {
  '.csv': readCsvRows,
  '.tsv': readCsvRows,
  '.yaml': readYamlRows,
  '.yml': readYamlRows,
};

/** The bytes that a ZIP archive begins with. */
const ZIP = Buffer.from('PK\u0003\u0004');

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UserError('no such file of prompts, or it cannot be read', path);
  }
}

/** Throws UserError where the bytes are no UTF-8. */
function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('the file is not in UTF-8', path, 'save it as UTF-8');
  }
}

/**
 * The rows of a file, in order, with those that cannot be parsed among them. Throws UserError: no such file, another encoding, an archive of
 * other things.
 */
export function readRows(path: string): Iterable<Row | TornRow> {
  const bytes = readBytes(path);
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return readLcbRows(bytes, path);
  const text = decode(bytes, path);
  const reader = readers[extname(path).toLowerCase()] ?? (/^\s*\[/.test(text) ? readYamlRows : readJsonl);
  return reader(text, path);
}
