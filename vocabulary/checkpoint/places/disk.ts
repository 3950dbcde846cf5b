/** Checkpoints on a disk of this machine. */

import { readdirSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFileSync, UserError } from '../../../files/index.js';
import type { Folder, Place } from './place.js';

/** Reads a part of a file. Throws UserError where it ends before. */
export async function fill(handle: FileHandle, into: Uint8Array, at: number, name: string): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await handle.read(into, done, into.length - done, at + done);
    if (bytesRead === 0)
      throw new UserError(`the file ends at byte ${at + done}, before what it should hold`, name);
    done += bytesRead;
  }
}

/** Opens a file on this machine. Throws UserError: it cannot be read. */
export async function openDisk(path: string): Promise<Place> {
  checkFileSync(path);
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError(code === 'ENOENT' ? 'no such file' : `the file cannot be read (${code})`, path);
  }
  const { size } = await handle.stat();
  return {
    name: path,
    size,
    read: (into, at) => fill(handle, into, at, path),
    hold: async () => {},
    beginning: async () => path,
    close: () => handle.close(),
  };
}

/** False for what cannot be looked at: an index may name files as no system calls them. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What the system says of a path. Throws UserError where it refuses. */
export function asked<T>(path: string, question: (path: string) => T): T {
  try {
    return question(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError(`the file or folder cannot be read (${code})`, path);
  }
}

/** A folder on this machine. Throws UserError where it cannot be read. */
export function diskFolder(path: string): Folder {
  return {
    name: path,
    path,
    names: asked(path, (folder) => readdirSync(folder).sort()),
    open: async (file) => (isFile(join(path, file)) ? openDisk(join(path, file)) : undefined),
    local: async (file) => (isFile(join(path, file)) ? join(path, file) : undefined),
  };
}
