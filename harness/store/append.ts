/** Appending samples: given to the system as they come, on disk within a second, and whole lines only. */

import { existsSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLES } from './read.js';
import type { Sample } from './types.js';

/** Milliseconds between two times at which what was written is made to survive a loss of power. */
const SYNC_EVERY = 500;

/** Cuts off what a killed writer left after the last whole line; a whole record that only lacks its line feed gets it. */
async function mendLastLine(file: FileHandle): Promise<void> {
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

/** Appends samples. One writer a folder. */
export interface SampleWriter {
  /** Queues a sample. Throws what an earlier write threw. */
  append(sample: Sample): void;
  /** Appends a sample; resolves when the system has it, so that killing this process does not lose it. Rejects when it cannot be written. */
  write(sample: Sample): Promise<void>;
  /** Resolves when everything queued is on disk. */
  flush(): Promise<void>;
  /** Flushes and closes. */
  close(): Promise<void>;
}

/** Lines that go to the system together. */
class Batch {
  readonly lines: string[] = [];
  readonly written: Promise<void>;
  settle: (error?: Error) => void = () => {};

  constructor() {
    this.written = new Promise((resolve, reject) => {
      this.settle = (error) => (error === undefined ? resolve() : reject(error));
    });
    // Whoever only queues learns of a failure by the next call.
    this.written.catch(() => {});
  }
}

/** Opens `samples.jsonl` for appending; a torn last line is cut off first. */
export async function openSampleWriter(folder: string): Promise<SampleWriter> {
  const path = join(folder, SAMPLES);
  if (!existsSync(path)) writeFileSync(path, '');
  const file = await open(path, 'r+');
  await mendLastLine(file);
  let position = (await file.stat()).size;
  let batch = new Batch();
  let writing: Promise<void> | undefined;
  let syncing: Promise<void> = Promise.resolve();
  let unsynced = false;
  let failure: Error | undefined;

  /** Writes all of `bytes`, or as many whole lines of it as there is room for. */
  async function put(bytes: Buffer): Promise<void> {
    let from = 0;
    try {
      while (from < bytes.length) {
        const { bytesWritten } = await file.write(bytes, from, bytes.length - from, position + from);
        from += bytesWritten;
      }
    } catch (error) {
      from = bytes.subarray(0, from).lastIndexOf(0x0a) + 1;
      await file.truncate(position + from).catch(() => {});
      throw error;
    } finally {
      position += from;
      unsynced = true;
    }
  }

  async function drain(): Promise<void> {
    // What comes in the same turn of the loop goes to the system in one call.
    await new Promise((resolve) => setImmediate(resolve));
    while (batch.lines.length > 0) {
      const { lines, settle } = batch;
      batch = new Batch();
      try {
        if (failure === undefined) await put(Buffer.from(lines.join('')));
      } catch (error) {
        failure = error as Error;
      }
      settle(failure);
    }
    writing = undefined;
  }

  function sync(): void {
    if (!unsynced || failure !== undefined) return;
    unsynced = false;
    syncing = syncing
      .then(() => file.datasync())
      .catch((error: Error) => {
        failure ??= error;
      });
  }

  const timer = setInterval(sync, SYNC_EVERY);

  function queue(sample: Sample): Batch {
    if (failure !== undefined) throw failure;
    const own = batch;
    own.lines.push(`${JSON.stringify(sample)}\n`);
    writing ??= drain();
    return own;
  }

  async function flush(): Promise<void> {
    await writing;
    sync();
    await syncing;
    if (failure !== undefined) throw failure;
  }

  return {
    append: (sample) => void queue(sample),
    write: async (sample) => queue(sample).written,
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
