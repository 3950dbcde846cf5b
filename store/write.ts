/** Writing what a run folder holds besides samples: the manifest and the prompts. */

import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../files/index.js';
import { LOCK, lockFolder } from './lock.js';
import { MANIFEST, PROMPTS, readManifest } from './read.js';
import type { PromptRecord, RunManifest, Shard } from './types.js';

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
  if (existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith(LOCK))) {
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
  existingRun(folder, manifest);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    // Another process may have made its run here since.
    const existing = existingRun(folder, manifest);
    // The baseline, the servers' addresses and the settings of detection are no part of the suite's identity and may have changed since.
    const { created_at, versions } = existing ?? manifest;
    const own = existing === undefined || isSame(existing.shard, manifest.shard) ? manifest : whole(manifest);
    describeRun(folder, { ...own, created_at, versions }, prompts);
  } catch (error) {
    unlock();
    throw error;
  }
  return unlock;
}

const isSame = (one: Shard | undefined, other: Shard | undefined): boolean =>
  one?.index === other?.index && one?.of === other?.of;

/** A folder that holds more than one shard is measured by all questions: a report would take it for complete otherwise. */
function whole({ shard: _, questions: __, ...manifest }: RunManifest): RunManifest {
  return manifest;
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
