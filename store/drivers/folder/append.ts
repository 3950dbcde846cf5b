/** Appending lines to a file: given to the system as they come, on disk within a second, and whole lines only. */

import { appendFile, type FileHandle, open } from 'node:fs/promises';
import { StoreFailure } from '../../run-store.js';

/** Milliseconds between two times at which what was written is made to survive a loss of power. */
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
  /** Aborts when no more can be written; its reason is what went wrong. */
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

/** Opens a file for appending; a torn last line is cut off first. */
export async function openLineWriter(path: string): Promise<LineWriter> {
  const file = await openRepaired(path);
  const lost = new AbortController();
  let position = (await file.stat()).size;
  let batch = new Batch();
  let writing: Promise<void> | undefined;
  let syncing: Promise<void> = Promise.resolve();
  let unsynced = false;

  const fail = (error: unknown): void => lost.abort(refusal(error));

  /** Writes all of `lines`, or as many as there is room for; how many. */
  async function put(lines: readonly string[]): Promise<number> {
    const bytes = Buffer.from(lines.join(''));
    let to = 0;
    try {
      while (to < bytes.length) {
        const { bytesWritten } = await file.write(bytes, to, bytes.length - to, position + to);
        to += bytesWritten;
      }
      return lines.length;
    } catch (error) {
      to = bytes.subarray(0, to).lastIndexOf(0x0a) + 1;
      await file.truncate(position + to).catch(() => {});
      fail(error);
      return bytes.subarray(0, to).toString('utf8').split('\n').length - 1;
    } finally {
      position += to;
      unsynced = true;
    }
  }

  async function drain(): Promise<void> {
    // What comes in the same turn of the loop goes to the system in one call.
    await new Promise((resolve) => setImmediate(resolve));
    while (batch.lines.length > 0) {
      const { lines, settle } = batch;
      batch = new Batch();
      settle(lost.signal.aborted ? 0 : await put(lines));
    }
    writing = undefined;
  }

  function sync(): void {
    if (!unsynced) return;
    unsynced = false;
    syncing = syncing.then(() => file.datasync()).catch(fail);
  }

  const timer = setInterval(sync, SYNC_EVERY);

  async function flush(): Promise<void> {
    await writing;
    sync();
    await syncing;
    lost.signal.throwIfAborted();
  }

  return {
    lost: lost.signal,
    async append(line) {
      lost.signal.throwIfAborted();
      const { lines, stored } = batch;
      const place = lines.push(`${line}\n`);
      writing ??= drain();
      if (place > (await stored)) lost.signal.throwIfAborted();
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
