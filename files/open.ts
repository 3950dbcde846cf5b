/** Opens files and reads their bytes: the one place that says why a file cannot be read. */

import { isUtf8 } from 'node:buffer';
import { fstatSync, type Stats, statfsSync, statSync } from 'node:fs';
import { type FileHandle, open, stat, statfs } from 'node:fs/promises';
import { decoded, guessEncoding, isUtf32, markedUtf16 } from './encoding.js';
import { mebibytes, UserError } from './problem.js';
import { unpacked, withFirst } from './unpack.js';

/** A file that is in another encoding than UTF-8, as the Encoding Standard names it. */
export interface EncodedFile {
  readonly path: string;
  readonly encoding: string;
}

/** A file by its path, or bytes under the name that stands for it in places. */
export type Source =
  | string
  | EncodedFile
  | { readonly name: string; readonly bytes: Iterable<Buffer> | AsyncIterable<Buffer> };

/** The place of a source in messages. */
export function nameOf(source: Source): string {
  if (typeof source === 'string') return source;
  return 'path' in source ? source.path : source.name;
}

/** What the text of a source is in, as messages have it. */
export const encodingIn = (source: Source): string =>
  typeof source === 'object' && 'encoding' in source ? source.encoding : 'UTF-8';

/** Bytes that are read at once. */
export const PIECE = 256 << 10;

/** Bytes of a text that is held as a whole: a string in V8 ends at 512 Mi. */
export const LONGEST_TEXT = 500 << 20;

/** Bytes among which a picture or a program has NULs. */
const LOOKED_AT = 4096;

/** Of so many bytes of a text, one may be a NUL: a row that is damaged is no reason to read none. */
const FOR_A_NUL = 100;

/** True where bytes are UTF-8, whatever the last character of them lacks. */
function beginsInUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isText(beginning: Buffer): boolean {
  let nuls = 0;
  for (let at = beginning.indexOf(0); at >= 0; at = beginning.indexOf(0, at + 1)) nuls++;
  return nuls === 0 || (nuls * FOR_A_NUL <= beginning.length && beginsInUtf8(beginning));
}

/** What the system says, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  ENAMETOOLONG: 'no such file',
  ERR_INVALID_ARG_VALUE: 'no such file',
  EISDIR: 'this is a folder',
  EACCES: 'no permission to read the file',
  EPERM: 'no permission to read the file',
};

function refusal({ code = '' }: NodeJS.ErrnoException, path: string, missing = ''): UserError {
  const reason = REASONS[code] ?? `the file cannot be read (${code})`;
  return new UserError(reason, path, reason === REASONS.ENOENT ? missing : '');
}

const STDIN = '<stdin>';

/** A pipe that a shell names (`<(command)`, /dev/stdin) has its writer; any other may wait for one for ever. So may a terminal. */
const OF_A_SHELL = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/** Devices that end. */
const EMPTY = '/dev/null';

/** File systems whose files are made while they are read, and may block or never end, by their numbers in Linux (statfs(2)). */
const SYSTEMS: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0x62656570, // configfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0xcafe4a11, // bpf
]);

/** Throws UserError where what is at a path is no file that can be read to its end. `once` lets a pipe of the shell's pass. */
function checkKind(stats: Stats, path: string, once: boolean): void {
  if (stats.isDirectory()) throw new UserError('this is a folder', path, 'name a file in it');
  if (stats.isFile() || path === EMPTY) return;
  if (once && !stats.isBlockDevice() && (path === STDIN || OF_A_SHELL.test(path))) return;
  if (stats.isFIFO() || stats.isSocket())
    throw new UserError('this is a pipe and no file', path, 'write what comes out of it to a file');
  throw new UserError('this is a device and no file', path, 'name a file');
}

/** Throws UserError for a file that the system makes up while it is read. */
function checkSystem(stats: Stats, type: number, path: string): void {
  if (stats.isFile() && SYSTEMS.has(type))
    throw new UserError('this is a file of the system, which may never end', path, 'copy it to a file');
}

/** Throws UserError where a path is anything but a file that can be read to its end, and what the system says where it is nothing. */
export async function checkFile(path: string, once = false): Promise<void> {
  const stats = await stat(path);
  checkKind(stats, path, once);
  checkSystem(stats, (await statfs(path)).type, path);
}

/** {@link checkFile} for what is read at once. What the system says of a path, such as that nothing is there, its reader tells. */
export function checkFileSync(path: string): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    return;
  }
  checkKind(stats, path, false);
  checkSystem(stats, statfsSync(path).type, path);
}

async function* fromStandardInput(): AsyncGenerator<Buffer> {
  // Of a folder Node reads nothing, and says nothing.
  checkKind(fstatSync(0), STDIN, true);
  yield* process.stdin as AsyncIterable<Buffer>;
}

/** Standard input, to be read once. */
export const standardInput = (): Source => ({ name: STDIN, bytes: fromStandardInput() });

/** What to do about a file that cannot be read. */
export interface Advice {
  /** Where there is none. */
  readonly missing?: string;
  /** Where it is too large to be held. */
  readonly large?: string;
}

/**
 * Opens a file to be read. One that is read a single time, `once`, may be a pipe of the shell's. Throws UserError: no such file, a folder,
 * a pipe, a device, no permission.
 */
export async function openFile(path: string, { missing }: Advice = {}, once = false): Promise<FileHandle> {
  try {
    // To open a pipe is to wait for its writer.
    await checkFile(path, once);
    return await open(path);
  } catch (error) {
    throw error instanceof UserError ? error : refusal(error as NodeJS.ErrnoException, path, missing);
  }
}

/** Throws UserError where a text that begins so, unpacked and decoded, is none, by the NULs in it. `others` names what else it might have been. */
export function checkText(bytes: Buffer, name: string, others?: string): void {
  if (!isText(bytes.subarray(0, LOOKED_AT)))
    throw new UserError(
      others === undefined ? 'the file is no text' : `the file is neither text nor ${others}`,
      name,
    );
}

/** The bytes of a file that may be packed, as they were; those of another source too. Throws UserError: as {@link openFile}, damaged. */
export async function* readUnpacked(source: Source, advice?: Advice): AsyncGenerator<Buffer, void> {
  const name = nameOf(source);
  try {
    const pieces =
      typeof source === 'object' && 'bytes' in source
        ? source.bytes
        : (await openFile(name, advice, true)).createReadStream({ highWaterMark: PIECE });
    yield* unpacked(pieces as AsyncIterable<Buffer>, name);
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall === 'read' ? refusal(error as NodeJS.ErrnoException, name) : error;
  }
}

/**
 * The bytes of a text in UTF-8, piece by piece, unpacked and decoded: UTF-16 by its byte order mark, another encoding where the source
 * names it. Throws UserError: as {@link openFile} and {@link checkText} do, damaged, UTF-32.
 */
export async function* readPieces(source: Source, advice?: Advice): AsyncGenerator<Buffer, void> {
  const name = nameOf(source);
  const bytes = readUnpacked(source, advice);
  try {
    const { value: first } = await bytes.next();
    if (first === undefined) return;
    if (isUtf32(first)) throw new UserError('the file is UTF-32', name, 'convert it to UTF-8');
    const named = typeof source === 'object' && 'path' in source ? source.encoding : undefined;
    const encoding = markedUtf16(first) ?? named;
    const all = withFirst(first, bytes);
    let isFirst = true;
    for await (const piece of encoding === undefined ? all : decoded(all, encoding)) {
      if (isFirst) checkText(piece, name);
      isFirst = false;
      yield piece;
    }
  } finally {
    await bytes.return();
  }
}

/** The bytes of a whole text. Throws UserError: as {@link readPieces} does, and where they are too many or not in UTF-8. */
export async function readBytes(source: Source, advice: Advice = {}): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readPieces(source, advice)) {
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST_TEXT)
      throw new UserError(`the file is larger than ${mebibytes(LONGEST_TEXT)}`, nameOf(source), advice.large);
  }
  const bytes = Buffer.concat(pieces, length);
  if (isUtf8(bytes)) return bytes;
  const guess = await guessEncoding(bytes, true);
  const likely = guess.kind === 'other' && guess.name !== undefined ? `, but likely in ${guess.name}` : '';
  throw new UserError(`the file is not in UTF-8${likely}`, nameOf(source), 'save it as UTF-8');
}

/** {@link readBytes} as a string, without a byte order mark. */
export async function readText(source: Source, advice?: Advice): Promise<string> {
  const text = (await readBytes(source, advice)).toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
