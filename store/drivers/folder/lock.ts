/** One writer a run folder: a lock file with the process that holds it. */

import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '../../../files/index.js';

export const LOCK = '.lock';

/** Milliseconds between two signs of life that a holder gives; and without one, until a lock of another machine counts as left behind. */
const BEAT = 30_000;
const SILENCE = 300_000;

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

/** Whether the holder has long given no sign of life, by the clock of the file system: those of machines differ. */
function isSilent(path: string): boolean {
  const now = `${path}.${process.pid}.now`;
  try {
    writeFileSync(now, '');
    return statSync(now).mtimeMs - statSync(path).mtimeMs > SILENCE;
  } catch (error) {
    // The lock has just been given back; or the folder cannot be written to, and nothing is known.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  } finally {
    rmSync(now, { force: true });
  }
}

interface Holder {
  /** `process 12`, or `process 12 on other-host`. */
  readonly name: string;
  /** On another machine: nobody here can tell at once whether it is gone. */
  readonly far: boolean;
}

/** Who may still be writing; undefined where it is gone. */
function holderOf(path: string, text: string): Holder | undefined {
  const [pid = '', host = hostname()] = text.trim().split(/\s+/);
  const number = Number(pid);
  if (host !== hostname())
    return isSilent(path) ? undefined : { name: `process ${pid} on ${host}`, far: true };
  const alive = number === process.pid ? held.has(path) : number > 0 && isAlive(number);
  return alive ? { name: `process ${pid}`, far: false } : undefined;
}

/** Who writes to a folder, such as `process 12`; undefined where nobody does. */
export function writerOf(folder: string): string | undefined {
  const path = resolve(folder, LOCK);
  const text = read(path);
  return text === '' ? undefined : holderOf(path, text)?.name;
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

/** Gives signs of life, every `beat` ms, for as long as the lock is there. The file stays the same but for its time. */
function keepAlive(path: string, own: string, beat: number): NodeJS.Timeout {
  return setInterval(() => {
    try {
      if (read(path) === own) writeFileSync(path, own, { flag: 'r+' });
    } catch {
      // The next one may come through.
    }
  }, beat).unref();
}

/**
 * Takes the lock of a folder and returns what gives it back. The lock of a process that is gone is taken over: at once on the same
 * machine, from another one after {@link SILENCE}. Throws UserError where another process holds it.
 */
export function lockFolder(folder: string, beat = BEAT): () => void {
  const path = resolve(join(folder, LOCK));
  const own = `${process.pid} ${hostname()}\n`;
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(path, own, { flag: 'wx' });
      held.add(path);
      const beating = keepAlive(path, own, beat);
      return () => {
        clearInterval(beating);
        held.delete(path);
        // A machine that stood still for so long that it was taken for gone has lost it.
        if (read(path) === own) rmSync(path, { force: true });
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
        `${holder.name} is writing to this run folder`,
        folder,
        `wait for it to end; if it is gone, ${holder.far ? `wait ${SILENCE / 60_000} minutes or ` : ''}delete ${join(folder, LOCK)}`,
      );
    removeStale(path, text);
  }
}
