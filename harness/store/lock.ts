/** One writer a run folder: a lock file with the process that holds it. */

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '../../prompts/index.js';

export const LOCK = '.lock';

/** Locks of this process: its number in a lock file may be that of an earlier one, which containers give out again. */
const held = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** `process 12 on other-host`, where it may still be writing; undefined where it is gone. */
function holderOf(path: string, text: string): string | undefined {
  const [pid = '', host = hostname()] = text.trim().split(/\s+/);
  const number = Number(pid);
  if (host !== hostname()) return `process ${pid} on ${host}`;
  if (number === process.pid) return held.has(path) ? `process ${pid}` : undefined;
  return number > 0 && isAlive(number) ? `process ${pid}` : undefined;
}

/** Who writes to a folder, such as `process 12`; undefined where nobody does. */
export function writerOf(folder: string): string | undefined {
  const path = resolve(folder, LOCK);
  const text = read(path);
  return text === '' ? undefined : holderOf(path, text);
}

/** Removes the lock with the content `stale`. Where another process was faster, its new lock is put back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

/**
 * Takes the lock of a folder and returns what gives it back. The lock of a process that is gone is taken over. Throws UserError
 * where another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const path = resolve(join(folder, LOCK));
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(path, `${process.pid} ${hostname()}\n`, { flag: 'wx' });
      held.add(path);
      return () => {
        held.delete(path);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 8) throw error;
    }
    const text = read(path);
    // Another process may be about to write its number.
    if (text === '' && tries < 3) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      continue;
    }
    const holder = text === '' ? undefined : holderOf(path, text);
    if (holder !== undefined)
      throw new UserError(
        `${holder} is writing to this run folder`,
        folder,
        `wait for it to end; if it is gone, delete ${join(folder, LOCK)}`,
      );
    removeStale(path, text);
  }
}
