/** Appending samples: given to the system as they come, on disk within a second, and whole lines only. */

import { existsSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLES } from './samples.js';
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
  settle: (stored: number) => void = () => {};
  /** How many of the lines the system has taken: all, or those that there was room for. */
  readonly stored: Promise<number> = new Promise((resolve) => {
    this.settle = resolve;
  });
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
      failure = error as Error;
      to = bytes.subarray(0, to).lastIndexOf(0x0a) + 1;
      await file.truncate(position + to).catch(() => {});
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
      settle(failure === undefined ? await put(lines) : 0);
    }
    writing = undefined;
  }

  function sync(): void {
    if (!unsynced) return;
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
    async write(sample) {
      const { lines, stored } = queue(sample);
      const place = lines.length;
      if (place > (await stored) && failure !== undefined) throw failure;
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
