/** A session on a run folder: one at a time, from the lock to what gives it back. */

import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from '../../../files/index.js';
import { KeySet } from '../../keys.js';
import { manifestOf, type RunPlan } from '../../manifest.js';
import type { RunSession } from '../../run-store.js';
import { writtenSample } from '../../writing.js';
import { openLineWriter } from './append.js';
import { LOCK_TIMES, type Lock, type LockTimes, lockFolder } from './lock.js';
import { FILES, readHistory } from './read.js';
import { existingRun, writePlan } from './start.js';

/** The keys in `samples.jsonl` that have an answer. */
async function readAnswered(folder: string): Promise<KeySet> {
  const answered = new KeySet();
  for await (const { key, error } of readHistory(folder)) if (error === undefined) answered.add(key);
  return answered;
}

/** The folders from `folder` up to `first`, which were made for it. */
function* madeFor(folder: string, first: string): Generator<string> {
  for (let one = folder; one.length >= first.length; one = dirname(one)) yield one;
}

/** Removes the folders that were made, unless there is something in them. */
function unmake(made: readonly string[]): void {
  try {
    for (const one of made) rmdirSync(one);
  } catch {}
}

/** Opens a folder for writing, as {@link RunStore.open} says. */
export async function openSession(
  folder: string,
  plan: RunPlan,
  times: LockTimes = LOCK_TIMES,
): Promise<RunSession> {
  // What no reader would take is not begun.
  manifestOf(plan.manifest, folder);
  existingRun(folder, plan.manifest);
  const first = mkdirSync(folder, { recursive: true });
  const made = first === undefined ? [] : [...madeFor(resolve(folder), resolve(first))];
  let lock: Lock | undefined;
  try {
    lock = lockFolder(folder, times);
    writePlan(folder, plan);
    const session = await sessionIn(folder, lock);
    // Their names, and that of the file of samples, survive a loss of power too.
    for (const one of [folder, ...made.map(dirname)]) syncFolder(one);
    return session;
  } catch (error) {
    lock?.release();
    unmake(made);
    throw error;
  }
}

async function sessionIn(folder: string, lock: Lock): Promise<RunSession> {
  const answered = await readAnswered(folder);
  const writer = await openLineWriter(resolve(folder, FILES.samples), () => lock.lost());
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
        lock.release();
      }
    },
  };
}
