/** Appending lines to a file: given to the system as they come, on disk within a second, and whole lines only. */

import { writeSync } from 'node:fs';
import { appendFile, type FileHandle, open } from 'node:fs/promises';
import { checkFileSync, LONGEST_TEXT } from '../../../files/index.js';
import { StoreFailure } from '../../run-store.js';
import { StandingFile } from './standing.js';

/** Milliseconds between two times at which what was written is made to survive a loss of power, and its place is looked at. */
const SYNC_EVERY = 500;

/** Cuts off what a killed writer left after the last whole line; a whole record that only lacks its line feed gets it. */
async function repairLastLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const block = Buffer.alloc(1 << 16);
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - block.length);
    const { bytesRead } = await file.read(block, 0, end - start, start);
    const at = block.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (at >= 0) {
      end = start + at + 1;
      break;
    }
    end = start;
  }
  if (end === size) return;
  // No record is as long, and no reader would take it.
  if (size - end > LONGEST_TEXT) return file.truncate(end);
  const rest = Buffer.alloc(size - end);
  await file.read(rest, 0, rest.length, end);
  try {
    JSON.parse(rest.toString('utf8'));
    await file.write('\n', size);
  } catch {
    await file.truncate(end);
  }
}

/** Opens a file of whole lines; makes it where there is none, also where others do so at the same time. */
async function openRepaired(path: string): Promise<FileHandle> {
  checkFileSync(path);
  await (await open(path, 'a')).close();
  const file = await open(path, 'r+');
  await repairLastLine(file);
  return file;
}

/** Appends one line, of whichever of several writers; resolves when the system has it. */
export async function appendLine(path: string, line: string): Promise<void> {
  await (await openRepaired(path)).close();
  await appendFile(path, line);
}

/** The one writer of a file. */
export interface LineWriter {
  /** Aborts when no more can be written, also while nothing is; its reason is what went wrong. */
  readonly lost: AbortSignal;
  /** Appends a line, which ends without a line feed; resolves when the system has it. Rejects with {@link StoreFailure} when it cannot be written. */
  append(line: string): Promise<void>;
  /** Resolves when everything appended is on disk. */
  flush(): Promise<void>;
  /** Flushes and closes. */
  close(): Promise<void>;
}

/** Lines that go to the system together. */
class Batch {
  readonly lines: string[] = [];
  settle: (stored: number) => void = () => {};
  /** How many of the lines the system has taken: all, or those that there was room for. */
  readonly stored: Promise<number> = new Promise((resolve) => {
    this.settle = resolve;
  });
}

/** What the system refused, as a store says it; any other error as it is. */
function refusal(error: unknown): unknown {
  const { syscall, code } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new StoreFailure(`cannot ${syscall} (${code}); check space and permissions`, { cause: error });
}

/**
 * Cuts off what stands behind the last whole line that was written, if nobody has appended to it since. By a handle of its own: of one
 * that appends, not every system cuts.
 */
async function cutTorn(path: string, standing: StandingFile, torn: number): Promise<void> {
  if (torn === 0 || standing.gone() !== undefined) return;
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    if (size === standing.size) await file.truncate(size - torn);
  } finally {
    await file.close();
  }
}

/**
 * Opens a file for appending; a torn last line is cut off first. `lost` is asked before each batch of lines why its writer may write no
 * more: it may have stood still for long, and another has come in its place. Then at most the batch that was just being written is
 * appended to what the other one writes, and nothing is written over.
 */
export async function openLineWriter(
  path: string,
  lost: () => StoreFailure | undefined,
): Promise<LineWriter> {
  await (await openRepaired(path)).close();
  const file = await open(path, 'a');
  const standing = new StandingFile(path, file.fd);
  const ended = new AbortController();
  let batch = new Batch();
  let writing: Promise<void> | undefined;
  let syncing: Promise<void> = Promise.resolve();
  let unsynced = false;

  const fail = (error: unknown): void => ended.abort(refusal(error));

  /** Whether lines may be written; tells `ended` where not. */
  function holds(): boolean {
    if (ended.signal.aborted) return false;
    try {
      const failure = standing.gone() ?? lost();
      if (failure === undefined) return true;
      fail(failure);
    } catch (error) {
      fail(error);
    }
    return false;
  }

  /** Writes all of `lines`, or as many as there is room for; how many. */
  async function put(lines: readonly string[]): Promise<number> {
    const bytes = Buffer.from(lines.join(''));
    let to = 0;
    try {
      while (to < bytes.length && holds()) {
        // Not by a thread: to hand a few lines to one and back takes longer than the system takes to have them.
        const written = writeSync(file.fd, bytes, to);
        standing.grew(written);
        to += written;
      }
    } catch (error) {
      fail(error);
    }
    unsynced = true;
    if (to === bytes.length) return lines.length;
    const whole = bytes.subarray(0, to).lastIndexOf(0x0a) + 1;
    await cutTorn(path, standing, to - whole).catch(() => {});
    return bytes.subarray(0, whole).toString('utf8').split('\n').length - 1;
  }

  async function drain(): Promise<void> {
    // What comes in the same turn of the loop goes to the system in one call.
    await new Promise((resolve) => setImmediate(resolve));
    while (batch.lines.length > 0) {
      const { lines, settle } = batch;
      batch = new Batch();
      settle(await put(lines));
    }
    writing = undefined;
  }

  function sync(): void {
    if (!unsynced) return;
    unsynced = false;
    syncing = syncing.then(() => file.datasync()).catch(fail);
  }

  const timer = setInterval(() => {
    if (holds()) sync();
  }, SYNC_EVERY);

  async function flush(): Promise<void> {
    await writing;
    sync();
    await syncing;
    holds();
    ended.signal.throwIfAborted();
  }

  return {
    lost: ended.signal,
    async append(line) {
      ended.signal.throwIfAborted();
      const { lines, stored } = batch;
      const place = lines.push(`${line}\n`);
      writing ??= drain();
      if (place > (await stored)) ended.signal.throwIfAborted();
    },
    flush,
    async close() {
      clearInterval(timer);
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}
