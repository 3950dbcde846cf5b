/** How the rates by probabilities of two targets differ. */

import { type LatentTally, latentDifference, latentReport } from '../latent/index.js';
import type { TargetTally } from '../tally/index.js';
import type { LatentChange } from '../types.js';
import { languagesIn, type Sides, type Where } from './sides.js';

const talliesIn = (tally: TargetTally, where: Where): LatentTally[] =>
  languagesIn(tally, where).flatMap((language) => tally.measures.latentIn(language) ?? []);

/** Null where a side has none that is shown. */
export function latentChange(
  { ids, candidate, baseline, promptOf }: Sides,
  where: Where,
): LatentChange | null {
  const [ours, theirs] = [talliesIn(candidate, where), talliesIn(baseline, where)];
  const [after, before] = [latentReport(ours)?.rate ?? null, latentReport(theirs)?.rate ?? null];
  if (after === null || before === null) return null;
  const difference = latentDifference(ours, theirs, promptOf);
  return (
    difference && { ...ids, language: where, baseline_rate: before, candidate_rate: after, ...difference }
  );
}
