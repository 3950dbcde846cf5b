/** Joins run folders of one suite, such as the shards that several machines wrote. */

import { hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../files/index.js';
import { openSampleWriter } from './append.js';
import { KeySet } from './key-set.js';
import { writerOf } from './lock.js';
import { readManifest, readPrompts } from './read.js';
import { readSampleLines } from './samples.js';
import type { RunManifest } from './types.js';
import { describeRun } from './write.js';

export interface Merged {
  /** Lines written. */
  readonly samples: number;
  /** Lines left out because the same line had been written already. */
  readonly doubles: number;
  /** Questions that have different answers in several folders: the last one counts. */
  readonly contested: number;
}

/** The manifests. Throws UserError: no run, one that is being written, runs of different suites. */
function readManifests(folders: readonly string[]): [RunManifest, ...RunManifest[]] {
  const manifests = folders.map((folder) => {
    const manifest = readManifest(folder);
    const writer = writerOf(folder);
    if (writer !== undefined)
      throw new UserError(`${writer} is writing to this run folder`, folder, 'wait for it to end');
    return manifest;
  });
  const [first, ...rest] = manifests;
  if (first === undefined) throw new UserError('there is no run to merge');
  const other = rest.findIndex(({ suite }) => suite.hash !== first.suite.hash);
  const differing = rest[other];
  if (differing !== undefined) {
    throw new UserError(
      `a run of another suite ("${differing.suite.name}") than ${folders[0]} ("${first.suite.name}")`,
      folders[other + 1],
      'only runs of one suite can be merged',
    );
  }
  return [first, ...rest];
}

async function copySamples(
  folders: readonly string[],
  into: string,
  stop: AbortSignal | undefined,
): Promise<Merged> {
  const writer = await openSampleWriter(into);
  const lines = new KeySet();
  const answered = new KeySet();
  const merged = { samples: 0, doubles: 0, contested: 0 };
  try {
    for (const folder of folders) {
      for await (const sample of readSampleLines(folder)) {
        stop?.throwIfAborted();
        const line = hash('sha256', JSON.stringify(sample)).slice(0, 24);
        if (!lines.add(line)) {
          merged.doubles++;
          continue;
        }
        if (sample.error === undefined && !answered.add(sample.key)) merged.contested++;
        merged.samples++;
        writer.append(sample);
        if (merged.samples % 1024 === 0) await writer.flush();
      }
    }
  } finally {
    await writer.close();
  }
  return merged;
}

/**
 * Writes the samples of several run folders of one suite into a new one, which appears when it is complete. Throws UserError:
 * folders that are no runs, of different suites, or being written; a folder to write that is there already. Aborting `stop` ends it with
 * the reason of the abort, and leaves nothing.
 */
export async function mergeRuns(
  folders: readonly string[],
  into: string,
  stop?: AbortSignal,
): Promise<Merged> {
  const manifests = readManifests(folders);
  if (existsSync(into) && readdirSync(into).length > 0)
    throw new UserError('the folder is not empty', into, 'name another folder with -o');
  const parent = dirname(resolve(into));
  mkdirSync(parent, { recursive: true });
  const part = mkdtempSync(join(parent, '.merge-'));
  try {
    const merged = await copySamples(folders, part, stop);
    const { shard: _, questions: __, ...manifest } = manifests[0];
    const created_at = manifests.map((one) => one.created_at).sort()[0] ?? manifest.created_at;
    const prompts = await readPrompts(folders[0] ?? '');
    describeRun(part, { ...manifest, created_at }, prompts.values());
    if (existsSync(into)) rmdirSync(into);
    renameSync(part, into);
    return merged;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
