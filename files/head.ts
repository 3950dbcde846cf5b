/** The beginning of a file: what formats are known by. */

import { guessEncoding, isUtf32, markedUtf16 } from './encoding.js';
import { parseJson } from './json.js';
import { LONGEST } from './lines.js';
import { checkText, openFile, readPieces, readUnpacked, type Source } from './open.js';
import { UserError } from './problem.js';
import { ItemSplitter } from './splitter.js';
import { beginsWith, isPacked } from './unpack.js';

/** Bytes that are looked at. */
const LENGTH = 1 << 20;

/** How text is arranged: an object a line, a JSON list, one JSON object, a table. */
export type Form = 'lines' | 'list' | 'document' | 'table';

export interface Head {
  readonly path: string;
  /** The file as the readers of text take it: with its encoding, where that is not UTF-8. */
  readonly source: Source;
  readonly kind: 'zip' | 'parquet' | 'text';
  readonly form: Form | undefined;
  /** UTF-16, by its byte order mark. */
  readonly encoding?: string;
  /**
   * The first JSON object: the first line that is one, the first item of a list, the document. Values that do not end in what is looked at
   * are undefined, with their names.
   */
  readonly first: Readonly<Record<string, unknown>>;
  /** The names in it. */
  readonly names: ReadonlySet<string>;
  /** True where the file begins like a JSON object or a list, or has a line that is an object. */
  readonly json: boolean;
  /** Columns of a table in text, by its first line. */
  readonly columns: readonly string[];
}

/** The first pieces, of so many bytes where there are as many; `complete` where these are all. */
async function firstOf(
  pieces: AsyncGenerator<Buffer, void>,
  length: number,
): Promise<{ bytes: Buffer; complete: boolean }> {
  const held: Buffer[] = [];
  let sum = 0;
  let complete = true;
  for await (const piece of pieces) {
    held.push(piece);
    sum += piece.length;
    if (sum > length) {
      complete = false;
      break;
    }
  }
  return { bytes: Buffer.concat(held).subarray(0, length), complete };
}

/** The first four bytes of a file as it stands; none of a pipe, where what is read is gone. */
async function readMagic(path: string, once: boolean): Promise<Buffer> {
  const file = await openFile(path, {}, once);
  try {
    if ((await file.stat()).isFIFO()) return Buffer.alloc(0);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Of archives with members; of an empty one. */
const isZip = (bytes: Buffer): boolean =>
  beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || beginsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

const isParquet = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PAR1';

/** Whether a file is a ZIP archive, by its first bytes. Throws UserError where it cannot be opened. */
export async function isArchive(path: string): Promise<boolean> {
  return isZip(await readMagic(path, true));
}

/** Whether a file is packed by gzip or Zstandard. Throws UserError where it cannot be opened. */
export async function isPackedFile(path: string): Promise<boolean> {
  return isPacked(await readMagic(path, true));
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The first line that is a JSON object; a log may begin with a torn one. */
function firstLine(text: string): Readonly<Record<string, unknown>> | undefined {
  for (const line of text.split('\n', 100)) {
    if (!line.trimStart().startsWith('{')) continue;
    const value = parsed(line);
    if (isObject(value)) return value;
  }
  return undefined;
}

/** An object that may be cut off: its members, undefined where they do not end. */
function membersOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  const whole = parsed(bytes.toString('utf8'));
  if (isObject(whole)) return whole;
  const splitter = new ItemSplitter();
  const members = splitter
    .push(bytes)
    .map(({ name, bytes: own }) => [name, parsed(own?.toString('utf8') ?? '')] as const);
  const pending = splitter.pending;
  return Object.fromEntries(pending === undefined ? members : [...members, [pending.name, undefined]]);
}

/** The first item of a list that may be cut off; undefined where it is no object. */
function firstItem(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  const splitter = new ItemSplitter();
  const [item] = splitter.push(bytes);
  const own = item?.bytes ?? splitter.pending?.bytes;
  return own?.toString('utf8').trimStart().startsWith('{') ? membersOf(own) : undefined;
}

/** True where an object goes over several lines as tools write it: its first line opens something, or ends with a member. */
function isSpread(text: string): boolean {
  const [line = '', ...more] = text.trimStart().split('\n', 2);
  return more.length > 0 && /[{[,]$/.test(line.trimEnd());
}

const LINE_FEED = 0x0a;

/** Whether the first line is as long as a row may be, and another one that begins with an object follows it. */
async function hasRows(source: Source): Promise<boolean> {
  let length = 0;
  let ended = false;
  for await (const piece of readPieces(source)) {
    const at: number = ended ? 0 : piece.indexOf(LINE_FEED) + 1;
    ended ||= at > 0;
    length += piece.length;
    const next = ended ? piece.toString('latin1', at).trimStart() : '';
    if (next !== '') return next.startsWith('{');
    if (!ended && length > LONGEST) return false;
  }
  return false;
}

/** What a text looks like that is no archive, by its first bytes; `source` has all of it. */
async function formOf(
  bytes: Buffer,
  complete: boolean,
  source: Source,
): Promise<Pick<Head, 'form' | 'first' | 'columns'>> {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const item = /^\s*\[/.test(text) ? firstItem(bytes) : undefined;
  if (item !== undefined) return { form: 'list', first: item, columns: [] };
  const opens = text.trimStart().startsWith('{');
  const line = opens && isSpread(text) ? undefined : firstLine(text);
  if (line !== undefined) return { form: 'lines', first: line, columns: [] };
  const isLong = opens && !complete && !bytes.includes(LINE_FEED);
  if (isLong && (await hasRows(source))) return { form: 'lines', first: membersOf(bytes), columns: [] };
  if (opens) return { form: 'document', first: membersOf(bytes), columns: [] };
  const { csvHeader } = await import('./csv.js');
  return { form: 'table', first: {}, columns: csvHeader(text).columns };
}

/** Throws UserError: what a text in another encoding than UTF-8 is likely to be. */
function refuse({ name }: { readonly name?: string }, path: string): never {
  if (name === undefined)
    throw new UserError('the file is not in UTF-8', path, 'name its encoding with --encoding');
  throw new UserError(
    `the file is not in UTF-8, but likely in ${name}`,
    path,
    `read it with --encoding ${name}`,
  );
}

/** How the text that begins so is to be read. Throws UserError where it is in another encoding than `named`, or than UTF-8. */
async function sourceOf(
  path: string,
  { bytes, complete }: { readonly bytes: Buffer; readonly complete: boolean },
  { encoding: named, fits }: HeadOptions,
): Promise<Pick<Head, 'source' | 'encoding'>> {
  if (isUtf32(bytes)) throw new UserError('the file is UTF-32', path, 'convert it to UTF-8');
  const marked = markedUtf16(bytes);
  if (marked !== undefined) return { source: path, encoding: marked };
  const guess = await guessEncoding(bytes, complete, fits);
  const other = named === 'utf-8' ? undefined : named;
  if (guess.kind === 'other') {
    if (other !== undefined) return { source: { path, encoding: other } };
    if (guess.name?.startsWith('utf-16') !== true) checkText(bytes, path, NEITHER);
    return refuse(guess, path);
  }
  if (other === undefined) return { source: path };
  if (!guess.ascii)
    throw new UserError(`the file is in UTF-8, not in ${other}`, path, 'leave --encoding out');
  return { source: { path, encoding: other } };
}

const NEITHER = 'a ZIP or Parquet file';

export interface HeadOptions {
  /** What the text is in, where that is not UTF-8. */
  readonly encoding?: string | undefined;
  /** Whether a text could be what is in the file: of the encodings that it is like, only one in which it fits is named. */
  readonly fits?: ((text: string) => boolean) | undefined;
}

/** The beginning of a file. Throws UserError: no such file, a folder, a pipe, empty, damaged, no text, in another encoding. */
export async function readHead(path: string, options: HeadOptions = {}): Promise<Head> {
  const magic = await readMagic(path, false);
  const raw = await firstOf(readUnpacked(path), LENGTH);
  const none = { path, source: path, form: undefined, first: {}, names: new Set<string>(), columns: [] };
  if (raw.bytes.length === 0) throw new UserError('the file is empty', path);
  const kind = isZip(raw.bytes) ? 'zip' : isParquet(raw.bytes) ? 'parquet' : 'text';
  if (kind !== 'text') {
    if (isPacked(magic))
      throw new UserError(`there is a ${kind === 'zip' ? 'ZIP' : 'Parquet'} file in it`, path, 'unpack it');
    return { ...none, kind, json: false };
  }
  const read = await sourceOf(path, raw, options);
  const isPlain = read.source === path && read.encoding === undefined;
  const { bytes, complete } = isPlain ? raw : await firstOf(readPieces(read.source), LENGTH);
  checkText(bytes, path, NEITHER);
  const looks = await formOf(bytes, complete, read.source);
  return {
    path,
    kind,
    ...read,
    ...looks,
    names: new Set(Object.keys(looks.first)),
    json: looks.form !== 'table',
  };
}
