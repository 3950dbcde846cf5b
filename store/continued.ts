/** What becomes of a run's manifest when a session goes on with it: the same for every driver. */

import { UserError } from '../files/index.js';
import type { RunManifest, Shard } from './manifest.js';

/** Throws UserError where the run that is there is of another suite than the plan. `place` is what it stands in: `the folder`. */
export function checkSuite(
  existing: RunManifest,
  { suite }: RunManifest,
  where: string,
  place: string,
): void {
  if (existing.suite.hash === suite.hash) return;
  throw new UserError(
    `${place} holds a run of another suite, or of an earlier form of this one ("${existing.suite.name}", ${existing.created_at})`,
    where,
    `name another ${place.replace('the ', '')}`,
  );
}

const isSame = (one: Shard | undefined, other: Shard | undefined): boolean =>
  one?.index === other?.index && one?.of === other?.of;

/** A run that holds more than one shard is measured by all questions: a report would take it for complete otherwise. */
function ofAllQuestions({ shard: _, questions: __, ...manifest }: RunManifest): RunManifest {
  return manifest;
}

/** The manifest of a run from now on: that of the plan, with what of the one that is there stays. */
export function continuedManifest(existing: RunManifest | undefined, manifest: RunManifest): RunManifest {
  // The baseline, the servers' addresses and the settings of detection are no part of the suite's identity and may have changed since.
  const { created_at, versions } = existing ?? manifest;
  const whole = existing !== undefined && !isSame(existing.shard, manifest.shard);
  return {
    ...(whole ? ofAllQuestions(manifest) : manifest),
    created_at,
    versions,
    // What was looked at while it was asked stays so, however it goes on.
    ...(existing?.until_decided && { until_decided: existing.until_decided }),
  };
}
