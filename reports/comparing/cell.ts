/** One event in one place: the samples of both sides, and what they tell of the difference. */

import { type Counted, type Event, type Paired, SIGNS, type Sign } from '../judging/index.js';
import {
  type Cluster,
  type ClusterPair,
  type Evidence,
  independentEvidence,
  type Pooled,
  pairedEvidence,
  pooledBy,
} from '../statistics/index.js';
import type { TargetTally } from '../tally/index.js';
import { evidenceOfPairs, type Inference, sideOf, unitsOf } from '../units.js';
import { arePaired, languagesIn, type Sides, type Where } from './sides.js';

/** What is compared: an outcome, or a sign of collapse that single answers show. */
export type Compared = Event | { readonly measure: Sign };

/** What both sides' samples come to. */
export interface Cell {
  readonly candidate: Pooled;
  readonly baseline: Pooled;
  /** Null where a side has no sample. */
  readonly evidence: Evidence | null;
}

/** Which samples of a side are taken, and how: those that are scored, or also the excluded ones, as having the event or not. */
export type Taking = 'scored' | 'excluded_happened' | 'excluded_clean';

const isSign = (compared: Compared): compared is { readonly measure: Sign } =>
  SIGNS.some((sign) => sign === compared.measure);

/** What is counted of a target in a language; undefined where it has no answers there. */
function countedIn(
  tally: TargetTally,
  language: string,
  compared: Compared,
  taking: Taking,
): Counted | undefined {
  if (isSign(compared)) return tally.measures.collapseIn(language)?.counted(compared.measure);
  const outcomes = tally.languages.get(language);
  return taking === 'scored'
    ? outcomes?.counted(compared)
    : outcomes?.countedWithExcluded(compared, taking === 'excluded_happened');
}

/** How the sides of a comparison are taken. */
interface Takings {
  readonly candidate: Taking;
  readonly baseline: Taking;
}

const SCORED: Takings = { candidate: 'scored', baseline: 'scored' };

/** What both targets have of each prompt over the same repeats, by language and in the candidate's order; `take` is shown each with its number. */
export function eachPair(
  { candidate, baseline, promptOf }: Sides,
  where: Where,
  compared: Compared,
  take: (pair: Paired, prompt: number) => void,
  takings = SCORED,
): void {
  for (const language of languagesIn(candidate, where)) {
    const ours = countedIn(candidate, language, compared, takings.candidate);
    const theirs = countedIn(baseline, language, compared, takings.baseline);
    if (ours !== undefined && theirs !== undefined) ours.samples.pairs(ours, theirs, promptOf, take);
  }
}

/** How many prompts a target has there with a sample that is counted. */
function promptsOf(tally: TargetTally, where: Where, compared: Compared, taking: Taking): number {
  return languagesIn(tally, where).reduce((sum, language) => {
    const counted = countedIn(tally, language, compared, taking);
    return sum + (counted?.samples.prompts(counted) ?? 0);
  }, 0);
}

function clustersOf(tally: TargetTally, where: Where, compared: Compared, taking: Taking): Cluster[] {
  return languagesIn(tally, where).flatMap((language) => {
    const counted = countedIn(tally, language, compared, taking);
    if (counted === undefined) return [];
    return counted.samples.clusters(counted).filter(({ trials }) => trials > 0);
  });
}

/** Rates and evidence, all over the same samples: the shared ones where most prompts are shared. */
export function cellIn(sides: Sides, where: Where, compared: Compared, takings = SCORED): Cell {
  const ours = promptsOf(sides.candidate, where, compared, takings.candidate);
  const theirs = promptsOf(sides.baseline, where, compared, takings.baseline);
  const pairs: Paired[] = [];
  eachPair(sides, where, compared, (pair) => pairs.push(pair), takings);
  const isPaired = arePaired(pairs.length, ours, theirs);
  const [candidate, baseline] = isPaired
    ? [pairs.map(({ our }) => our), pairs.map(({ their }) => their)]
    : [
        clustersOf(sides.candidate, where, compared, takings.candidate),
        clustersOf(sides.baseline, where, compared, takings.baseline),
      ];
  const units = unitsOf(sides.inference, candidate, baseline);
  return {
    candidate: pooledBy(units, candidate),
    baseline: pooledBy(units, baseline),
    evidence:
      isPaired && units === 'prompts'
        ? pairedEvidence(pairs.map(({ both }) => both))
        : independentEvidence(candidate, baseline, units),
  };
}

/** The same of what others counted, prompt by prompt: all of each side, and the pairs of what both have of a prompt. */
export function cellOf(
  all: { readonly candidate: readonly Cluster[]; readonly baseline: readonly Cluster[] },
  pairs: readonly ClusterPair[],
  inference: Inference,
): Cell {
  const isPaired = arePaired(pairs.length, all.candidate.length, all.baseline.length);
  const { candidate, baseline } = isPaired
    ? { candidate: sideOf(pairs, 'candidate'), baseline: sideOf(pairs, 'baseline') }
    : all;
  const units = unitsOf(inference, candidate, baseline);
  return {
    candidate: pooledBy(units, candidate),
    baseline: pooledBy(units, baseline),
    evidence: isPaired ? evidenceOfPairs(pairs, inference) : independentEvidence(candidate, baseline, units),
  };
}
