/** Bytes of other machines' files, kept in the user's cache folder under the file's address and state, so that nothing comes twice. Of a file its newest state alone. */

import { hash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../files/index.js';
import { shownUrl } from './address.js';

/** Where all of it is, unless the user names another folder. Rejects with UserError where the user has no home. */
export async function cacheFolder(): Promise<string> {
  try {
    const { default: envPaths } = await import('env-paths');
    return join(envPaths('offscript', { suffix: '' }).cache, 'checkpoints');
  } catch (error) {
    // So in a container that takes any user.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR') throw error;
    throw new UserError(
      'you have no home and so no folder for what comes over the network',
      '--cache',
      'name one',
    );
  }
}

/** What is kept of one file in one state. */
export interface Kept {
  /** The path of a stretch of its bytes that is whole; undefined where there is none. */
  whole(from: number, to: number): string | undefined;
  /**
   * The path that a stretch is written to, and how many bytes of it are there. Two processes may write one at a time: they write the same
   * bytes to the same places.
   */
  part(from: number, to: number): { readonly path: string; readonly length: number };
  /** Calls a stretch whole, and returns its path. */
  finish(from: number, to: number): string;
}

const temporary = new Set<string>();

/** A folder of this process alone: where a server names no state, nothing could be known again. */
function temporaryFolder(): string {
  if (temporary.size === 0)
    process.once('exit', () => {
      for (const path of temporary) rmSync(path, { recursive: true, force: true });
    });
  const path = mkdtempSync(join(tmpdir(), 'offscript-checkpoint-'));
  temporary.add(path);
  return path;
}

const keyOf = (...parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 40);

/** Removes what was kept of a file in other states than this one: nobody can ask for them again. */
function removeOthers(own: string): void {
  const all = dirname(own);
  for (const other of readdirSync(all))
    try {
      if (other !== basename(own)) rmSync(join(all, other), { recursive: true, force: true });
    } catch {
      // Another process has it open, on a system that does not let go of what is open.
    }
}

/** What is kept of the file at `url` in a state. Throws what the file system throws. */
export function keptOf(folder: string, url: URL, state: string | undefined, size: number): Kept {
  let own: string;
  if (state === undefined) own = temporaryFolder();
  else {
    own = join(folder, keyOf(url.href), keyOf(state, size));
    mkdirSync(own, { recursive: true });
    const note = join(own, 'source.json');
    if (!existsSync(note)) {
      removeOthers(own);
      writeFileSync(note, `${JSON.stringify({ address: shownUrl(url), state, size })}\n`);
    }
  }
  const wholeAt = (from: number, to: number): string => join(own, `${from}-${to}`);
  const partAt = (from: number, to: number): string => `${wholeAt(from, to)}.part`;
  return {
    whole(from, to) {
      const path = wholeAt(from, to);
      return statSync(path, { throwIfNoEntry: false })?.size === to - from ? path : undefined;
    },
    part(from, to) {
      const path = partAt(from, to);
      return { path, length: Math.min(statSync(path, { throwIfNoEntry: false })?.size ?? 0, to - from) };
    },
    finish(from, to) {
      const path = wholeAt(from, to);
      try {
        renameSync(partAt(from, to), path);
      } catch (error) {
        // Another process was faster.
        if (!existsSync(path)) throw error;
      }
      return path;
    },
  };
}
