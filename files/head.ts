/** The beginning of a file: what formats are known by. */

import { closeSync, openSync, readSync } from 'node:fs';
import { csvHeader } from './csv-header.js';
import { parseJson, topNames } from './json.js';
import { UserError } from './problem.js';

/** Bytes that are looked at. */
const LENGTH = 1 << 20;

export interface Head {
  readonly path: string;
  readonly kind: 'zip' | 'parquet' | 'text';
  /** Names at the top of the first JSON object, where the file begins with one; of the first line that is one in lines. */
  readonly names: ReadonlySet<string>;
  /** True where the file begins like a JSON object or has a line that is one. */
  readonly json: boolean;
  /** Columns of a table in text, by its first line; and what separates them. */
  readonly columns: readonly string[];
  readonly delimiter: string;
}

function readBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(LENGTH);
    return bytes.subarray(0, readSync(file, bytes, 0, LENGTH, 0));
  } finally {
    closeSync(file);
  }
}

/** The first line that is a JSON object; a log may begin with a torn one. */
function firstObject(text: string): object | undefined {
  for (const line of text.split('\n', 100)) {
    if (!line.trimStart().startsWith('{')) continue;
    try {
      return parseJson(line) as object;
    } catch {}
  }
  return undefined;
}

const starts = (bytes: Buffer, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/** Throws UserError: no such file, a folder, empty, compressed, not UTF-8, no text, a JSON list. */
export function readHead(path: string): Head {
  let bytes: Buffer;
  try {
    bytes = readBytes(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError('no such file', path);
    if (code === 'EISDIR') throw new UserError('this is a folder', path, 'name the files in it');
    throw error;
  }
  const none = { path, names: new Set<string>(), json: false, columns: [], delimiter: ',' };
  if (bytes.length === 0) throw new UserError('the file is empty', path);
  if (starts(bytes, 0x50, 0x4b)) return { ...none, kind: 'zip' };
  if (bytes.toString('latin1', 0, 4) === 'PAR1') return { ...none, kind: 'parquet' };
  if (starts(bytes, 0x1f, 0x8b)) throw new UserError('the file is compressed', path, 'unpack it with gunzip');
  if (starts(bytes, 0x28, 0xb5, 0x2f, 0xfd))
    throw new UserError('the file is compressed', path, 'unpack it with zstd -d');
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff))
    throw new UserError('the file is UTF-16', path, 'convert it to UTF-8');
  if (bytes.subarray(0, 4096).includes(0))
    throw new UserError('the file is neither text nor a ZIP or Parquet file', path);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (/^\s*\[\s*\{/.test(text))
    throw new UserError(
      'the file is one JSON list',
      path,
      "write a row a line: jq -c '.[]' FILE > FILE.jsonl",
    );
  const first = firstObject(text);
  if (first !== undefined) return { ...none, kind: 'text', json: true, names: new Set(Object.keys(first)) };
  if (text.trimStart().startsWith('{'))
    return { ...none, kind: 'text', json: true, names: new Set(topNames(text)) };
  return { ...none, kind: 'text', ...csvHeader(text) };
}
