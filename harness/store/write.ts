/** Writing a run folder: the manifest and the prompts once, samples in batches that are on disk within a second. */

import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../prompts/index.js';
import { LOCK, lockFolder } from './lock.js';
import { MANIFEST, PROMPTS, readManifest } from './read.js';
import { SAMPLES } from './samples.js';
import type { PromptRecord, RunManifest, Sample } from './types.js';

/** Milliseconds after which a batch is written, however small. */
const FLUSH_AFTER = 500;

/** Code units after which a batch is written, however young. */
const FLUSH_AT = 1 << 18;

/** Writes whole or not at all: a reader never sees half a file. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** The manifest of the run that is in `folder`, undefined where there is none yet. Throws UserError: another suite, something else. */
function existingRun(folder: string, { suite }: RunManifest): RunManifest | undefined {
  if (existsSync(join(folder, MANIFEST))) {
    const existing = readManifest(folder);
    if (existing.suite.hash === suite.hash) return existing;
    throw new UserError(
      `the folder holds a run of another suite, or of an earlier form of this one ("${existing.suite.name}", ${existing.created_at})`,
      folder,
      'name another folder with -o',
    );
  }
  if (existsSync(folder) && readdirSync(folder).some((name) => name !== LOCK)) {
    throw new UserError('the folder is neither empty nor a run', folder, 'name another folder with -o');
  }
  return undefined;
}

/**
 * Makes the run folder, or opens the one that is there to go on with it, for this process alone. Returns what gives it back.
 * Throws UserError where another process has it, or where it holds a run of another suite or something else.
 */
export function openRunFolder(
  folder: string,
  manifest: RunManifest,
  prompts: readonly PromptRecord[],
): () => void {
  const existing = existingRun(folder, manifest);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  // The baseline, the servers' addresses and the settings of detection are no part of the suite's identity and may have changed since.
  const { created_at, versions } = existing ?? manifest;
  describeRun(folder, { ...manifest, created_at, versions }, prompts);
  return unlock;
}

/** Writes what is not a sample; no prompts where they stand there already. The manifest comes last: a folder that has one is a run. */
export function describeRun(folder: string, manifest: RunManifest, prompts?: Iterable<PromptRecord>): void {
  if (prompts !== undefined)
    writeWhole(
      join(folder, PROMPTS),
      Array.from(prompts, (prompt) => `${JSON.stringify(prompt)}\n`).join(''),
    );
  writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

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
  /** Queues a sample; it is on disk within a second. Throws what an earlier write threw. */
  append(sample: Sample): void;
  /** Resolves when everything queued is on disk. */
  flush(): Promise<void>;
  /** Flushes and closes. */
  close(): Promise<void>;
}

/** Opens `samples.jsonl` for appending; a torn last line is cut off first. */
export async function openSampleWriter(folder: string): Promise<SampleWriter> {
  const path = join(folder, SAMPLES);
  if (!existsSync(path)) writeFileSync(path, '');
  const file = await open(path, 'r+');
  await mendLastLine(file);
  let position = (await file.stat()).size;
  let batch: string[] = [];
  let units = 0;
  let writing: Promise<void> = Promise.resolve();
  let failure: Error | undefined;

  function write(): void {
    if (batch.length === 0) return;
    const bytes = Buffer.from(batch.join(''));
    batch = [];
    units = 0;
    writing = writing.then(async () => {
      if (failure !== undefined) return;
      try {
        for (let from = 0; from < bytes.length; ) {
          const { bytesWritten } = await file.write(bytes, from, bytes.length - from, position);
          from += bytesWritten;
          position += bytesWritten;
        }
        await file.datasync();
      } catch (error) {
        failure = error as Error;
      }
    });
  }

  const timer = setInterval(write, FLUSH_AFTER);
  async function flush(): Promise<void> {
    write();
    await writing;
    if (failure !== undefined) throw failure;
  }
  return {
    append(sample) {
      if (failure !== undefined) throw failure;
      const line = `${JSON.stringify(sample)}\n`;
      batch.push(line);
      units += line.length;
      if (units >= FLUSH_AT) write();
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
