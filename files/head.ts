/** The beginning of a file: what formats are known by. */

import { parseJson, topNames } from './json.js';
import { beginsWith, checkText, openFile } from './open.js';
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
  /** Columns of a table in text, by its first line. */
  readonly columns: readonly string[];
}

/** The first bytes of a file; none of a pipe, where what is read is gone. */
async function readBeginning(path: string, length: number, once: boolean): Promise<Buffer> {
  const file = await openFile(path, {}, once);
  try {
    if ((await file.stat()).isFIFO()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Of archives with members; of an empty one. */
const isZip = (bytes: Buffer): boolean =>
  beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || beginsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

/** Whether a file is a ZIP archive, by its first bytes. Throws UserError where it cannot be opened. */
export async function isArchive(path: string): Promise<boolean> {
  return isZip(await readBeginning(path, 4, true));
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

/** Throws UserError: no such file, a folder, a pipe, empty, compressed, not UTF-8, no text, a JSON list. */
export async function readHead(path: string): Promise<Head> {
  const bytes = await readBeginning(path, LENGTH, false);
  const none = { path, names: new Set<string>(), json: false, columns: [] };
  if (bytes.length === 0) throw new UserError('the file is empty', path);
  if (isZip(bytes)) return { ...none, kind: 'zip' };
  if (bytes.toString('latin1', 0, 4) === 'PAR1') return { ...none, kind: 'parquet' };
  checkText(bytes, path, 'a ZIP or Parquet file');
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
  const { csvHeader } = await import('./csv.js');
  return { ...none, kind: 'text', columns: csvHeader(text).columns };
}
