/** The rates that a pass hangs on: not worse by the margin, whatever became of the excluded answers; and not more than a share. */

import type { Gated } from '../../store/index.js';
import { cellIn, outcomesOf, type Sides } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import {
  type Cluster,
  designEffect,
  differenceOf,
  type Evidence,
  intervalOf,
  type More,
  moreFor,
  normalQuantile,
  type Pooled,
  pWithin,
  pWorse,
  scaled,
  wilson,
} from '../statistics/index.js';
import { pooledFor, unitsOf } from '../units.js';
import { ownWithExcluded } from './excluded.js';
import type { GateRow, GateVerdict } from './types.js';

/** One-sided level of each test: that of either end of a 95% interval. */
export const ALPHA = 0.025;
/** Of the intervals whose ends these tests are. */
export const LEVEL = 1 - 2 * ALPHA;

/** Why a pass is none. */
export const EXCLUDED_TURN =
  "it passes no longer when the candidate's excluded answers count as mixed and the baseline's as clean";

/** Of a rate, and of mixing whatever the script. */
export const eventOf = (measure: Gated) =>
  measure === 'mixing' ? { measure, script: '*' as const } : { measure };

function verdictAt(evidence: Evidence, margin: number): GateVerdict {
  const difference = differenceOf(evidence);
  if (pWithin(difference, margin) < ALPHA) return 'pass';
  return pWorse(difference) < ALPHA ? 'fail' : 'undecided';
}

/** More answers that would decide; null where none of either would. */
function orNull(more: More): More | null {
  return more.prompts === null && more.repeats === null ? null : more;
}

/** A rate over all languages that must not be worse by the margin. */
export function marginRow(sides: Sides, measure: Gated, margin: number): GateRow {
  const event = eventOf(measure);
  const { candidate, baseline, evidence } = cellIn(sides, '*', event);
  const row = {
    ...sides.ids,
    measure,
    language: '*',
    script: '*',
    rule: 'margin',
    baseline_rate: rateOf(baseline),
    candidate_rate: rateOf(candidate),
    margin,
  } as const;
  if (evidence === null)
    return {
      ...row,
      ...{ delta: null, low: null, high: null, level: null, units: 'prompts', more: null },
      verdict: 'undecided',
      why: 'there is no scored answer on one side',
    };
  const interval = intervalOf(differenceOf(evidence), LEVEL);
  const delta = candidate.events / candidate.trials - baseline.events / baseline.trials;
  const verdict = verdictAt(evidence, margin);
  const found = { ...row, delta, ...interval, level: LEVEL, units: evidence.units };
  if (verdict === 'undecided')
    return {
      ...found,
      verdict,
      more: orNull(
        moreFor(evidence, (factor) => verdictAt(scaled(evidence, factor), margin) !== 'undecided'),
      ),
    };
  const turned = verdict === 'pass' && !standsWithExcluded(sides, measure, margin);
  return turned
    ? {
        ...found,
        verdict: 'undecided',
        more: null,
        why: EXCLUDED_TURN,
      }
    : { ...found, verdict, more: null };
}

/** Whether a pass stands when the candidate's excluded answers have the event, and the baseline's have not; what both sides exclude of a prompt says nothing of either. */
function standsWithExcluded(sides: Sides, measure: Gated, margin: number): boolean {
  const { evidence } = cellIn(sides, '*', eventOf(measure), {
    candidate: 'excluded_happened',
    baseline: 'excluded_clean',
  });
  return evidence !== null && verdictAt(evidence, margin) === 'pass';
}

/** The scored prompts of a side in a place, with what happened there. */
export const clustersIn = (tally: Sides['candidate'], measure: Gated, place: string): readonly Cluster[] =>
  outcomesOf(tally, place).flatMap((outcomes) =>
    outcomes.clusters(eventOf(measure)).filter(({ trials }) => trials > 0),
  );

/** A rate in a place that must not be more than a share: the whole interval under it for a pass, whatever became of the excluded answers; over it for a fail. */
export function maxRow(sides: Sides, measure: Gated, place: string, most: number): GateRow {
  const own = clustersIn(sides.candidate, measure, place);
  const [candidate, baseline] = [own, clustersIn(sides.baseline, measure, place)].map((one) =>
    pooledFor(sides.inference, one),
  );
  const z = normalQuantile(ALPHA);
  const verdictOf = (pooled: Pooled | undefined, factor = 1): GateVerdict => {
    const ends = pooled && wilson(pooled.events / pooled.trials, pooled.effective * factor, z);
    if (!ends) return 'undecided';
    return ends.high <= most ? 'pass' : ends.low > most ? 'fail' : 'undecided';
  };
  const withExcluded = (): Pooled =>
    pooledFor(
      sides.inference,
      ownWithExcluded(sides, eventOf(measure), place).flatMap(([, one]) => (one.trials > 0 ? [one] : [])),
    );
  const nothing = { events: 0, trials: 0, effective: 0 };
  const rate = rateOf(candidate ?? nothing);
  const scored = verdictOf(candidate);
  const turned = scored === 'pass' && verdictOf(withExcluded()) !== 'pass';
  const verdict = turned ? 'undecided' : scored;
  const units = unitsOf(sides.inference, own);
  const planned = candidate && {
    units,
    prompts: own.length,
    repeats: candidate.trials / own.length,
    size: designEffect(own),
  };
  return {
    ...sides.ids,
    measure,
    language: place,
    script: '*',
    rule: 'max',
    baseline_rate: rateOf(baseline ?? nothing),
    candidate_rate: rate,
    delta: null,
    low: rate.low,
    high: rate.high,
    level: LEVEL,
    units,
    margin: most,
    verdict,
    more:
      scored === 'undecided' && planned && own.length > 0
        ? orNull(moreFor(planned, (factor) => verdictOf(candidate, factor) !== 'undecided'))
        : null,
    ...(turned && { why: EXCLUDED_TURN }),
    ...(own.length === 0 && { why: 'there is no scored answer there' }),
  };
}
