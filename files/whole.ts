/** Files that are written as a whole: a reader sees all of one or nothing, whatever ends the writer, and they survive a loss of power. */

import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeLeft } from './left.js';

/** Where several may write one file at a time: the last one stays. */
const partOf = (path: string): string => `${path}.${randomUUID().slice(0, 8)}.new`;

/** Whether a name is that of a part of the file `path`. */
const isPartOf = (path: string, name: string): boolean =>
  name.startsWith(`${basename(path)}.`) && /^\.[0-9a-f]{8}\.new$/.test(name.slice(basename(path).length));

/** Makes names in a folder survive a loss of power, where the system can. Windows opens no folders, and some shares cannot. */
export function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch {
    // The files themselves are safe, and there is no other way to say it of their names.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Times that Windows is asked to rename, over half a second: a virus scanner or a reader may hold a file for a moment. */
const RENAMES = 5;
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Gives what is written to `part` its name, in place of what has it. */
export function putInPlace(part: string, path: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(part, path);
      break;
    } catch (error) {
      const isHeld = process.platform === 'win32' && HELD.has((error as NodeJS.ErrnoException).code ?? '');
      if (!isHeld || tries === RENAMES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 15 << tries);
    }
  }
  syncFolder(dirname(path));
}

/** A text, or what makes its pieces: anew each time, where one that was begun has to be written again. */
type Text = string | (() => Iterable<string>);

/** Writes a file and makes what it holds survive a loss of power. `mode` is that of the file whose place it takes. */
export function writeSynced(path: string, text: Text, mode?: number): void {
  const descriptor = openSync(path, 'w');
  try {
    // Shares that have no modes refuse this, and lose nothing.
    if (mode !== undefined) tolerated(() => fchmodSync(descriptor, mode & 0o777));
    writeText(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeText(descriptor: number, text: Text): void {
  for (const piece of typeof text === 'string' ? [text] : text()) writeFileSync(descriptor, piece);
}

function tolerated(work: () => void): void {
  try {
    work();
  } catch {}
}

/** Writes to `part`, which then takes the file's place, or is removed. Throws what the file system throws. */
function writeBy(part: string, path: string, text: Text): void {
  try {
    writeSynced(part, text, statSync(path, { throwIfNoEntry: false })?.mode);
    putInPlace(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Writes by a part whose name begins like `like`, and removes those that others were killed over. */
function writeAmongOthers(path: string, text: Text, like = path): void {
  writeBy(partOf(like), path, text);
  removeLeft(path, { is: (name) => isPartOf(like, name) });
}

/**
 * Writes a file as a whole. Who is sure to be alone may say what its `part` is called; it stays where the writer is killed. Throws what the
 * file system throws.
 */
export function writeWhole(path: string, text: string, part?: string): void {
  if (part === undefined) writeAmongOthers(path, text);
  else writeBy(part, path, text);
}

/**
 * Writes a file as a whole, whose text comes piece by piece and is never held together. Throws what the file system throws, and what the
 * pieces do.
 */
export async function writePieces(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const part = partOf(path);
  try {
    const descriptor = openSync(part, 'w');
    try {
      for await (const piece of pieces) writeFileSync(descriptor, piece);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    putInPlace(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  removeLeft(path, { is: (name) => isPartOf(path, name) });
}

/** UTF-8 bytes of a name that leave room for what a part's name has beside it: file systems take 255. */
const LONGEST_NAME = 240;

/**
 * What the system says where a file may be written to, and nothing made beside it or put in its place: it is mounted by itself, as
 * containers have single files, or its folder is somebody else's.
 */
const FIXED: ReadonlySet<string> = new Set(['EBUSY', 'EACCES', 'EPERM', 'EROFS']);

/**
 * Writes a file that a user named, as {@link writeWhole} does: a link goes on leading where it led. What is no file (a pipe, a device) is
 * written to as it is, and so is a file whose place no other can take. Pieces are never held together. Throws what the file system throws.
 */
export function writeOutput(path: string, text: Text): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile()) {
    const descriptor = openSync(path, 'w');
    try {
      writeText(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return;
  }
  const place = known === undefined ? path : realpathSync(path);
  const isLong = Buffer.byteLength(basename(place)) > LONGEST_NAME;
  try {
    writeAmongOthers(place, text, isLong ? join(dirname(place), 'report') : place);
  } catch (error) {
    if (known === undefined || !FIXED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    writeSynced(place, text);
  }
}

/** {@link writeOutput} for pieces that take time to come. Rejects with what the file system throws, and what the pieces do. */
export async function writeOutputPieces(path: string, pieces: () => AsyncIterable<string>): Promise<void> {
  const known = statSync(path, { throwIfNoEntry: false });
  const place = known === undefined ? path : realpathSync(path);
  const isWhole = known === undefined || known.isFile();
  try {
    if (isWhole) return await writePieces(place, pieces());
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (known === undefined || syscall === undefined || !FIXED.has(code)) throw error;
  }
  const descriptor = openSync(place, 'w');
  try {
    for await (const piece of pieces()) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
