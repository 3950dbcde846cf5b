/** How long a candidate's answers are beside the baseline's. */

import {
  addLogSums,
  addPairedLogSums,
  type LogSums,
  meanLog,
  NO_LOGS,
  NO_PAIRED_LOGS,
  type PairedLogSums,
  pairedLogDifference,
  ratioOfLogs,
  unpairedLogDifference,
} from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import type { LengthChange } from '../types.js';
import { arePaired, languagesIn, type Sides, type Where } from './sides.js';

/** What the lengths of a target's answers come to, prompt by prompt. */
const sumsOf = (tally: TargetTally, where: Where): LogSums =>
  languagesIn(tally, where)
    .flatMap((language) => tally.measures.collapseIn(language)?.lengthSums() ?? [])
    .reduce(addLogSums, NO_LOGS);

/** The same of the prompts that both have answered. */
const pairsOf = ({ candidate, baseline, promptOf }: Sides, where: Where): PairedLogSums =>
  languagesIn(candidate, where)
    .flatMap((language) => {
      const [ours, theirs] = [candidate, baseline].map(({ measures }) => measures.collapseIn(language));
      return ours === undefined || theirs === undefined ? [] : [ours.lengthPairs(theirs, promptOf)];
    })
    .reduce(addPairedLogSums, NO_PAIRED_LOGS);

/** Over the prompts that both have answered, where these are most of them. Null where a side has no answer. */
export function lengthChange(sides: Sides, where: Where): LengthChange | null {
  const [ours, theirs] = [sumsOf(sides.candidate, where), sumsOf(sides.baseline, where)];
  if (ours.n === 0 || theirs.n === 0) return null;
  const pairs = pairsOf(sides, where);
  const paired = arePaired(pairs.n, ours.n, theirs.n);
  const [mine, other] = paired
    ? [
        { n: pairs.n, sum: pairs.candidate },
        { n: pairs.n, sum: pairs.baseline },
      ]
    : [ours, theirs];
  const difference = paired ? pairedLogDifference(pairs) : unpairedLogDifference(ours, theirs);
  const ratio = difference && ratioOfLogs(difference);
  return {
    ...sides.ids,
    language: where,
    prompts: Math.min(mine.n, other.n),
    baseline_length: Math.exp(meanLog(other)),
    candidate_length: Math.exp(meanLog(mine)),
    ratio: ratio?.ratio ?? null,
    low: ratio?.low ?? null,
    high: ratio?.high ?? null,
  };
}
