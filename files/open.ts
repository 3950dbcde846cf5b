/** Opens files and reads their bytes: the one place that says why a file cannot be read. */

import { isUtf8 } from 'node:buffer';
import { fstatSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { UserError } from './problem.js';

/** A file by its path, or bytes under the name that stands for it in places. */
export type Source =
  | string
  | { readonly name: string; readonly bytes: Iterable<Buffer> | AsyncIterable<Buffer> };

export const nameOf = (source: Source): string => (typeof source === 'string' ? source : source.name);

/** Bytes that are read at once. */
export const PIECE = 256 << 10;

/** Bytes that a file may have that is held as a whole: a string in V8 ends at 512 Mi. */
const LONGEST = 500 << 20;

/** Bytes among which a picture or a program has a NUL; text has none. */
const LOOKED_AT = 4096;

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

/** A pipe that a shell names (`<(command)`, /dev/stdin) has its writer; any other may wait for one for ever. */
const OF_A_SHELL = /^\/(?:dev|proc)\//;

function checkKind(stats: Stats, path: string, once: boolean): void {
  if (stats.isDirectory()) throw new UserError('this is a folder', path, 'name a file in it');
  const isPipe = stats.isFIFO() || stats.isSocket();
  if (isPipe && !(once && (path === STDIN || OF_A_SHELL.test(path))))
    throw new UserError('this is a pipe and no file', path, 'write what comes out of it to a file');
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
 * a pipe, no permission.
 */
export async function openFile(path: string, { missing }: Advice = {}, once = false): Promise<FileHandle> {
  try {
    // To open a pipe is to wait for its writer.
    checkKind(await stat(path), path, once);
    return await open(path);
  } catch (error) {
    throw error instanceof UserError ? error : refusal(error as NodeJS.ErrnoException, path, missing);
  }
}

/** True where bytes begin with these; used on the beginnings that formats are known by. */
export const beginsWith = (bytes: Buffer, ...magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/**
 * Throws UserError where a file that begins so is no UTF-8 text: compressed, UTF-16, with NULs. `others` names what else it might have
 * been.
 */
export function checkText(bytes: Buffer, name: string, others?: string): void {
  if (beginsWith(bytes, 0x1f, 0x8b))
    throw new UserError('the file is compressed', name, 'unpack it with gunzip');
  if (beginsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd))
    throw new UserError('the file is compressed', name, 'unpack it with zstd -d');
  if (beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff))
    throw new UserError('the file is UTF-16', name, 'convert it to UTF-8');
  if (bytes.subarray(0, LOOKED_AT).includes(0))
    throw new UserError(
      others === undefined ? 'the file is no text' : `the file is neither text nor ${others}`,
      name,
    );
}

/** The bytes of a text, piece by piece. Throws UserError: as {@link openFile} and {@link checkText} do. */
export async function* readPieces(source: Source, advice?: Advice): AsyncGenerator<Buffer, void> {
  const name = nameOf(source);
  let first = true;
  try {
    const pieces =
      typeof source === 'string'
        ? (await openFile(source, advice, true)).createReadStream({ highWaterMark: PIECE })
        : source.bytes;
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      if (first) checkText(piece, name);
      first = false;
      yield piece;
    }
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall === 'read' ? refusal(error as NodeJS.ErrnoException, name) : error;
  }
}

/** The bytes of a whole text. Throws UserError: as {@link readPieces} does, and where they are too many or not in UTF-8. */
export async function readBytes(source: Source, advice: Advice = {}): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readPieces(source, advice)) {
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST)
      throw new UserError(`the file is larger than ${LONGEST >> 20} MiB`, nameOf(source), advice.large);
  }
  const bytes = Buffer.concat(pieces, length);
  if (isUtf8(bytes)) return bytes;
  throw new UserError('the file is not in UTF-8', nameOf(source), 'save it as UTF-8');
}

/** {@link readBytes} as a string, without a byte order mark. */
export async function readText(source: Source, advice?: Advice): Promise<string> {
  const text = (await readBytes(source, advice)).toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
