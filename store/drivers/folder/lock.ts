/** One writer a run folder: a lock file with the process that holds it, which gives signs of life. */

import { randomUUID } from 'node:crypto';
import { closeSync, fsync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkFileSync, UserError } from '../../../files/index.js';
import { StoreFailure } from '../../run-store.js';
import { type Identity, isGone, isNear, thisProcess, UNKNOWN } from './machine.js';
import { isSilent, removeLooks } from './silence.js';

export const LOCK = '.lock';

/** Milliseconds between two signs of life, and without one until the holder counts as gone. */
export interface LockTimes {
  readonly beat: number;
  readonly silence: number;
}

export const LOCK_TIMES: LockTimes = { beat: 30_000, silence: 300_000 };

/** A lock that is held, or was. */
export interface Lock {
  /** Why it is held no more; undefined while it is. Mostly one call to the system, so that it may be asked before each write. */
  lost(): StoreFailure | undefined;
  /** Gives it back, where it is still held. */
  release(): void;
}

/** Locks of this process. Where a system does not say when processes began, a lock of its number may be that of an earlier one. */
const held = new Set<string>();

/** A lock's one line: `PID HOST MACHINE BEGAN TOKEN`. Version 0.2 wrote the first two, and reads them. */
const lineOf = ({ pid, host, machine, began }: Identity, token: string): string =>
  `${pid} ${host} ${machine} ${began} ${token}\n`;

interface Holder extends Identity {
  /** Different for every lock. */
  readonly token: string;
}

function holderIn(text: string): Holder {
  const { host: here } = thisProcess();
  const [pid, host = here, machine, began = UNKNOWN, token = ''] = text.trim().split(/\s+/);
  return { pid: Number(pid), host, ...(machine !== undefined && { machine }), began, token };
}

function read(path: string): string {
  checkFileSync(path);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** `process 12`, or `process 12 on other-host`. */
const nameOf = (holder: Holder): string =>
  isNear(holder) ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;

/**
 * Who may still be writing; undefined where it is gone. Its number is believed only where it means the same here; a process that
 * stands still for as long as one that is gone counts as gone, since nobody else can tell the two apart.
 */
function holderOf(path: string, text: string, silence: number): Holder | undefined {
  const holder = holderIn(text);
  const isOwnNumber = isNear(holder) && holder.pid === process.pid && holder.began === UNKNOWN;
  const gone = isOwnNumber ? !held.has(holder.token) : isGone(holder);
  return gone || isSilent(path, silence) ? undefined : holder;
}

/** Who writes to a folder, such as `process 12`; undefined where nobody does. */
export function writerOf(folder: string, { silence } = LOCK_TIMES): string | undefined {
  const path = resolve(folder, LOCK);
  const text = read(path);
  const holder = text === '' ? undefined : holderOf(path, text, silence);
  return holder && nameOf(holder);
}

/** Milliseconds for another process to do what takes it a few calls to the system. */
const MOMENT = 20;
const MOMENTS = 50;

const waitAMoment = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT);

/** Creates a file that is not there yet; undefined where it is. */
function create(path: string): number | undefined {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

/**
 * Removes the lock that reads `stale`. One process at a time looks and removes, so that none removes the lock that another has just
 * taken in its place.
 */
function removeStale(path: string, stale: string): void {
  const gate = `${path}.gate`;
  const opened = create(gate);
  if (opened === undefined) {
    // Who was killed on the way through would close it for good.
    if (isSilent(gate, MOMENT * MOMENTS * 10)) rmSync(gate, { force: true });
    else waitAMoment();
    return;
  }
  try {
    if (read(path) === stale) rmSync(path, { force: true });
  } finally {
    closeSync(opened);
    rmSync(gate, { force: true });
  }
}

/** A lock file of one's own, open for as long as it is held, so that signs of life never go to the file of a successor. */
function createOwn(path: string, own: string): number | undefined {
  const file = create(path);
  if (file === undefined) return undefined;
  try {
    writeSync(file, own, 0);
    // One that was seen while it was empty may have been taken for left behind.
    if (read(path) === own) return file;
    closeSync(file);
    return undefined;
  } catch (error) {
    closeSync(file);
    rmSync(path, { force: true });
    throw error;
  }
}

/** Milliseconds after which the lock is opened and read, whatever the system says of it: a share's client may say what it knew before. */
const READ_EVERY = 900;

function hold(path: string, file: number, own: string, { beat }: LockTimes): Lock {
  const { token } = holderIn(own);
  const look = () => statSync(path, { bigint: true, throwIfNoEntry: false });
  let known = look();
  let readAt = Date.now();
  let open = true;

  /** By the clock that goes on while a machine sleeps; it may be set back. */
  const isFresh = (): boolean => Math.abs(Date.now() - readAt) < READ_EVERY;

  function lost(): StoreFailure | undefined {
    const now = look();
    const isKnown = now?.ino === known?.ino && now?.mtimeNs === known?.mtimeNs && now?.size === known?.size;
    if (isKnown && now !== undefined && isFresh()) return undefined;
    readAt = Date.now();
    const text = now === undefined ? '' : read(path);
    if (text === own) {
      known = now;
      return undefined;
    }
    const by = text === '' ? 'its lock was removed' : `${nameOf(holderIn(text))} has taken it over`;
    return new StoreFailure(`this process no longer holds the run: ${by}`, { kind: 'taken' });
  }

  held.add(token);
  const beating = setInterval(() => {
    try {
      if (lost() !== undefined) return;
      // The same again: a share dates it by its own clock, which a time that is set here would not be. It has it when that is flushed.
      writeSync(file, own, 0);
      fsync(file, () => {});
    } catch {
      // The next one may come through; whether the lock is still held is looked at before each write.
    }
  }, beat).unref();

  return {
    lost,
    release() {
      if (!open) return;
      open = false;
      clearInterval(beating);
      held.delete(token);
      closeSync(file);
      // Who stood still for so long that it was taken for gone has lost it.
      if (read(path) === own) rmSync(path, { force: true });
    },
  };
}

/**
 * Takes the lock of a folder. That of a process that is gone is taken over: at once where its number tells, else after
 * {@link LockTimes.silence}. Throws UserError where another one holds it.
 */
export function lockFolder(folder: string, times: LockTimes = LOCK_TIMES): Lock {
  const path = resolve(join(folder, LOCK));
  const own = lineOf(thisProcess(), randomUUID());
  let empty = 0;
  for (let tries = 0; tries < MOMENTS; tries++) {
    const file = createOwn(path, own);
    if (file !== undefined) {
      removeLooks(path);
      return hold(path, file, own, times);
    }
    const text = read(path);
    // Another process may be about to write its line.
    if (text === '' && empty++ < 3) {
      waitAMoment();
      continue;
    }
    const holder = text === '' ? undefined : holderOf(path, text, times.silence);
    if (holder !== undefined) {
      const wait = isNear(holder) ? '' : `wait ${times.silence / 60_000} minutes or `;
      throw new UserError(
        `${nameOf(holder)} is writing to this run folder`,
        folder,
        `wait for it to end; if it is gone, or this is a copy of its folder, ${wait}delete ${join(folder, LOCK)}`,
      );
    }
    removeStale(path, text);
  }
  throw new UserError('other processes are taking this run folder', folder, 'try again');
}
