/** Joins runs of one suite, such as the shards that several machines asked. */

import { hash } from 'node:crypto';
import { UserError } from '../files/index.js';
import { KeySet } from './keys.js';
import type { RunManifest } from './manifest.js';
import type { RunDraft, RunPlace, RunStore } from './run-store.js';

export interface Merged {
  /** Samples written, also those that another replaces. */
  readonly samples: number;
  /** Samples left out because just the same one had been written already. */
  readonly doubles: number;
  /** Questions that have different answers in several runs: the last one counts. */
  readonly contested: number;
}

async function manifestOf(run: RunStore): Promise<RunManifest> {
  const manifest = await run.manifest();
  const writer = await run.writer();
  if (writer !== undefined)
    throw new UserError(`${writer} is writing to this run folder`, run.name, 'wait for it to end');
  return manifest;
}

/** The first run and the manifests. Throws UserError: no run, one that is being written, runs of different suites. */
async function checked(
  runs: readonly RunStore[],
): Promise<{ readonly first: RunStore; readonly manifests: readonly [RunManifest, ...RunManifest[]] }> {
  const [first, ...rest] = runs;
  if (first === undefined) throw new UserError('there is no run to merge');
  const manifests: [RunManifest, ...RunManifest[]] = [await manifestOf(first)];
  const { suite } = manifests[0];
  for (const run of rest) {
    const other = await manifestOf(run);
    if (other.suite.hash !== suite.hash)
      throw new UserError(
        `a run of another suite ("${other.suite.name}") than ${first.name} ("${suite.name}")`,
        run.name,
        'only runs of one suite can be merged',
      );
    manifests.push(other);
  }
  return { first, manifests };
}

async function copySamples(
  runs: readonly RunStore[],
  draft: RunDraft,
  stop: AbortSignal | undefined,
): Promise<Merged> {
  const known = new KeySet();
  const answered = new KeySet();
  const merged = { samples: 0, doubles: 0, contested: 0 };
  for (const run of runs) {
    for await (const sample of run.history()) {
      stop?.throwIfAborted();
      if (!known.add(hash('sha256', JSON.stringify(sample)).slice(0, 24))) {
        merged.doubles++;
        continue;
      }
      if (sample.error === undefined && !answered.add(sample.key)) merged.contested++;
      merged.samples++;
      await draft.addSample(sample);
    }
  }
  return merged;
}

/**
 * Writes the samples of several runs of one suite into a new one, which appears when it is complete. Throws UserError: what is no run,
 * runs of different suites, or being written; a place that is taken. Aborting `stop` ends it with the reason of the abort, and leaves
 * nothing.
 */
export async function mergeRuns(
  runs: readonly RunStore[],
  { collection, name }: RunPlace,
  stop?: AbortSignal,
): Promise<Merged> {
  const { first, manifests } = await checked(runs);
  const into = collection.run(name);
  if (!(await into.isEmpty()))
    throw new UserError('the folder is not empty', into.name, 'name another folder');
  const draft = await collection.draft();
  try {
    const merged = await copySamples(runs, draft, stop);
    for (const prompt of (await first.prompts()).values()) await draft.addPrompt(prompt);
    const { shard: _, questions: __, ...manifest } = manifests[0];
    const created_at = manifests.map((one) => one.created_at).sort()[0] ?? manifest.created_at;
    // A part that was looked at while it was asked makes the whole such a one.
    const isLookedAt = manifests.some(({ until_decided }) => until_decided);
    await draft.publish(name, { ...manifest, created_at, ...(isLookedAt && { until_decided: true }) });
    return merged;
  } finally {
    await draft.discard();
  }
}
