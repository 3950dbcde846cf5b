/** Copies a run from one place to another, whatever keeps them. */

import { UserError } from '../files/index.js';
import { CANARIES } from './canaries.js';
import type { RunPlace, RunStore } from './run-store.js';

export interface CopiedRun {
  readonly samples: number;
  readonly labels: number;
}

/**
 * Writes a run as it is into a free place: its manifest, prompts, all samples in the order stored, labels, and readings of canaries. What can
 * be made of these again is left out. Throws UserError: no run, one that is being written, a place that is taken. Aborting `stop` ends it
 * with the reason of the abort, and leaves nothing.
 */
export async function copyRun(
  from: RunStore,
  { collection, name }: RunPlace,
  stop?: AbortSignal,
): Promise<CopiedRun> {
  const manifest = await from.manifest();
  const writer = await from.writer();
  if (writer !== undefined)
    throw new UserError(`${writer} is writing to this run`, from.name, 'wait for it to end');
  const into = collection.run(name);
  if (!(await into.isEmpty()))
    throw new UserError('there is something already', into.name, 'name another place');
  const draft = await collection.draft();
  const copied = { samples: 0, labels: 0 };
  try {
    for (const prompt of (await from.prompts()).values()) await draft.addPrompt(prompt);
    for await (const sample of from.history()) {
      stop?.throwIfAborted();
      await draft.addSample(sample);
      copied.samples++;
    }
    await draft.publish(name, manifest);
  } finally {
    await draft.discard();
  }
  for await (const label of from.labels()) {
    await into.addLabel(label);
    copied.labels++;
  }
  const canaries = await from.tally(CANARIES);
  if (canaries !== undefined) await into.putTally(CANARIES, canaries);
  return copied;
}
