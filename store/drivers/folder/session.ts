/** A session on a run folder: one at a time, from the lock to what gives it back. */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../files/index.js';
import { KeySet } from '../../keys.js';
import { manifestOf, type RunManifest, type RunPlan, type Shard } from '../../manifest.js';
import type { RunSession } from '../../run-store.js';
import { writtenSample } from '../../writing.js';
import { openLineWriter } from './append.js';
import { LOCK, lockFolder } from './lock.js';
import { FILES, readHistory, readManifest } from './read.js';
import { writeManifest, writePrompts } from './whole.js';

/** The manifest of the run that is in `folder`, undefined where there is none yet. Throws UserError: another suite, something else. */
function existingRun(folder: string, { suite }: RunManifest): RunManifest | undefined {
  if (existsSync(join(folder, FILES.manifest))) {
    const existing = readManifest(folder);
    if (existing.suite.hash === suite.hash) return existing;
    throw new UserError(
      `the folder holds a run of another suite, or of an earlier form of this one ("${existing.suite.name}", ${existing.created_at})`,
      folder,
      'name another folder',
    );
  }
  if (existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith(LOCK))) {
    throw new UserError('the folder is neither empty nor a run', folder, 'name another folder');
  }
  return undefined;
}

const isSame = (one: Shard | undefined, other: Shard | undefined): boolean =>
  one?.index === other?.index && one?.of === other?.of;

/** A run that holds more than one shard is measured by all questions: a report would take it for complete otherwise. */
function ofAllQuestions({ shard: _, questions: __, ...manifest }: RunManifest): RunManifest {
  return manifest;
}

/** Makes the run of a plan, or goes on with the one that is there. */
function writePlan(folder: string, { manifest, prompts }: RunPlan): void {
  // Another process may have made its run here while this one waited for the lock.
  const existing = existingRun(folder, manifest);
  // The baseline, the servers' addresses and the settings of detection are no part of the suite's identity and may have changed since.
  const { created_at, versions } = existing ?? manifest;
  const whole = existing !== undefined && !isSame(existing.shard, manifest.shard);
  writePrompts(folder, prompts);
  writeManifest(folder, { ...(whole ? ofAllQuestions(manifest) : manifest), created_at, versions });
}

/** The keys in `samples.jsonl` that have an answer. */
async function readAnswered(folder: string): Promise<KeySet> {
  const answered = new KeySet();
  for await (const { key, error } of readHistory(folder)) if (error === undefined) answered.add(key);
  return answered;
}

/** Opens a folder for writing, as {@link RunStore.open} says. */
export async function openSession(folder: string, plan: RunPlan): Promise<RunSession> {
  // What no reader would take is not begun.
  manifestOf(plan.manifest, folder);
  existingRun(folder, plan.manifest);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    writePlan(folder, plan);
    return await sessionIn(folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function sessionIn(folder: string, unlock: () => void): Promise<RunSession> {
  const answered = await readAnswered(folder);
  const writer = await openLineWriter(join(folder, FILES.samples));
  return {
    lost: writer.lost,
    answered: async () => answered,
    // The one session that there is gets every question; to give one back takes nothing.
    async *claim(questions) {
      for (const question of questions) if (!answered.has(question.key)) yield question;
    },
    release: async () => {},
    append: async (sample) => writer.append(writtenSample(sample, folder)),
    flush: () => writer.flush(),
    async close() {
      try {
        await writer.close();
      } finally {
        unlock();
      }
    },
  };
}
