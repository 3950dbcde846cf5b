/** Vendors told apart, two by two: by every rate, by how long they take, by what a clean answer costs. */

import { ALPHA, areAskedAlike, cellIn, PAIRED_FROM, type Sides, sidesOf } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import {
  type Adjusted,
  type Amounts,
  type Cluster,
  type ClusterPair,
  differenceOf,
  type Evidence,
  hierarchy,
  independentEvidence,
  intervalOf,
  type LogDifference,
  leastP,
  logDifference,
  type More,
  moreFor,
  noDifference,
  noRatio,
  type Pooled,
  pairedEvidence,
  perUnitDifference,
  pooledBy,
  ratioAt,
  scaled,
} from '../statistics/index.js';
import { type Inference, unitsOf } from '../units.js';
import type { Fact } from './facts.js';
import { type Prices, paidForClean } from './summary.js';
import type { RatePair, RatioPair, VendorAmount, VendorMeasure, VendorPair, VendorRate } from './types.js';
import { clusterOf, isOwn, RATE_MEASURES, talliedOf, type Values, type Vendor, valuesOf } from './values.js';

export interface PricedVendor extends Vendor {
  readonly prices: Prices | undefined;
}

/** What two vendors' samples tell of one measure; evidence is null where they tell nothing. */
type Told =
  | {
      readonly kind: 'rate';
      readonly measure: VendorRate;
      readonly candidate: Pooled;
      readonly baseline: Pooled;
      readonly evidence: Evidence | null;
    }
  | {
      readonly kind: 'ratio';
      readonly measure: VendorAmount;
      readonly prompts: number;
      readonly evidence: LogDifference | null;
    };

interface Pair {
  readonly baseline: PricedVendor;
  readonly candidate: PricedVendor;
}

/** The places of the samples of both of the same prompt and repeat. */
function sharedPlaces(one: Vendor, other: Vendor, places: readonly number[], theirs: readonly number[]) {
  const byRepeat = new Map(theirs.map((place) => [other.facts[place]?.repeat, place]));
  return places.flatMap((place) => {
    const match = byRepeat.get(one.facts[place]?.repeat);
    return match === undefined ? [] : [[place, match] as const];
  });
}

/** A prompt over the repeats that both have counted. */
export function pairOfValues(
  places: readonly (readonly [number, number])[],
  mine: Values,
  theirs: Values,
): ClusterPair {
  let [trials, candidate, baseline] = [0, 0, 0];
  for (const [one, other] of places) {
    const [a, b] = [mine[one] ?? -1, theirs[other] ?? -1];
    if (a < 0 || b < 0) continue;
    trials++;
    candidate += a;
    baseline += b;
  }
  return { trials, candidate, baseline };
}

/** Evidence of pairs of prompts, by what was drawn. */
export function evidenceOfPairs(pairs: readonly ClusterPair[], inference: Inference): Evidence | null {
  const side = (of: 'candidate' | 'baseline'): Cluster[] =>
    pairs.map((pair) => ({ events: pair[of], trials: pair.trials }));
  const [ours, theirs] = [side('candidate'), side('baseline')];
  const units = unitsOf(inference, ours, theirs);
  return units === 'prompts' ? pairedEvidence(pairs) : independentEvidence(ours, theirs, units);
}

/** By what facts alone tell, as {@link cellIn} does it by what tallies do. */
function ownCell({ baseline, candidate }: Pair, measure: VendorRate, inference: Inference) {
  const [mine, theirs] = [valuesOf(candidate, measure), valuesOf(baseline, measure)];
  const pairs = [...candidate.prompts].flatMap(([prompt, places]) => {
    const other = baseline.prompts.get(prompt);
    if (other === undefined) return [];
    const pair = pairOfValues(sharedPlaces(candidate, baseline, places, other), mine, theirs);
    return pair.trials === 0 ? [] : [pair];
  });
  const all = (vendor: Vendor, values: Values): Cluster[] =>
    Array.from(vendor.prompts.values(), (places) => clusterOf(values, places)).filter(
      ({ trials }) => trials > 0,
    );
  const [ours, others] = [all(candidate, mine), all(baseline, theirs)];
  const isPaired = pairs.length >= PAIRED_FROM * Math.max(ours.length, others.length, 1);
  const [one, two] = isPaired
    ? [
        pairs.map((pair) => ({ events: pair.candidate, trials: pair.trials })),
        pairs.map((pair) => ({ events: pair.baseline, trials: pair.trials })),
      ]
    : [ours, others];
  const units = unitsOf(inference, one, two);
  return {
    candidate: pooledBy(units, one),
    baseline: pooledBy(units, two),
    evidence: isPaired ? evidenceOfPairs(pairs, inference) : independentEvidence(one, two, units),
  };
}

/** Mean logarithm over the answers to each prompt. */
export function meanLogs(
  { prompts, facts }: Vendor,
  of: (fact: Fact) => number | undefined,
): Map<number, number> {
  const means = new Map<number, number>();
  for (const [prompt, places] of prompts) {
    let [sum, n] = [0, 0];
    for (const place of places) {
      const fact = facts[place];
      const value = fact && of(fact);
      if (value === undefined || value <= 0) continue;
      sum += Math.log(value);
      n++;
    }
    if (n > 0) means.set(prompt, sum / n);
  }
  return means;
}

function logRatio(pair: Pair, of: (fact: Fact) => number | undefined): Told & { readonly kind: 'ratio' } {
  const [mine, theirs] = [meanLogs(pair.candidate, of), meanLogs(pair.baseline, of)];
  const shared = [...mine].flatMap(([prompt, value]) => {
    const other = theirs.get(prompt);
    return other === undefined ? [] : [[value, other] as const];
  });
  const isPaired = shared.length >= PAIRED_FROM * Math.max(mine.size, theirs.size, 1);
  const [one, two] = isPaired
    ? [shared.map(([value]) => value), shared.map(([, value]) => value)]
    : [[...mine.values()], [...theirs.values()]];
  const prompts = Math.min(one.length, two.length);
  return { kind: 'ratio', measure: 'latency', prompts, evidence: logDifference(one, two, isPaired) };
}

/** Cost of a clean answer over the prompts that both were asked. */
function costRatio({ baseline, candidate }: Pair): Told & { readonly kind: 'ratio' } {
  const nothing = { kind: 'ratio', measure: 'cost_of_clean', prompts: 0, evidence: null } as const;
  const [ours, theirs] = [candidate.prices, baseline.prices];
  if (ours === undefined || theirs === undefined) return nothing;
  const paid = (vendor: Vendor, places: readonly number[], prices: Prices): Amounts => {
    let [amount, units] = [0, 0];
    for (const place of places) {
      const fact = vendor.facts[place];
      if (fact === undefined) continue;
      const own = paidForClean(fact, prices);
      amount += own.amount;
      units += own.units;
    }
    return { amount, units };
  };
  const shared = [...candidate.prompts].flatMap(([prompt, places]) => {
    const other = baseline.prompts.get(prompt);
    return other === undefined
      ? []
      : [{ candidate: paid(candidate, places, ours), baseline: paid(baseline, other, theirs) }];
  });
  const evidence = perUnitDifference(
    shared.map((one) => one.candidate),
    shared.map((one) => one.baseline),
  );
  return { ...nothing, prompts: shared.length, evidence };
}

/** What a pair tells of every measure. */
function toldBy(pair: Pair, inference: Inference): Told[] {
  const { baseline, candidate } = pair;
  const sides: Sides = sidesOf([baseline.id, baseline.tally], [candidate.id, candidate.tally], inference);
  // Rates over languages that one of them was not asked in compare nothing.
  const alike = areAskedAlike(sides);
  const rates = RATE_MEASURES.map((measure): Told => {
    const cell = isOwn(measure) ? ownCell(pair, measure, inference) : cellIn(sides, '*', talliedOf(measure));
    return { kind: 'rate', measure, ...cell, evidence: alike ? cell.evidence : null };
  });
  const latency = logRatio(pair, ({ latency: ms, state }) => (state === 'error' ? undefined : ms));
  const first = logRatio(pair, ({ first: ms }) => ms);
  return [...rates, latency, { ...first, measure: 'first_token' }, costRatio(pair)];
}

/** Tests of one measure among all pairs: at one level together, leaving out those that could never come out (Tarone). */
function testedTogether(told: readonly (Told | undefined)[]): (Adjusted | undefined)[] {
  const known = told.flatMap((one, i) => (one === undefined || one.evidence === null ? [] : [{ one, i }]));
  const adjusted = hierarchy(
    known.map(({ one }) =>
      one.kind === 'rate'
        ? {
            p: one.evidence === null ? 1 : noDifference(differenceOf(one.evidence)),
            least: one.evidence === null ? 1 : leastP(one.evidence),
            level: 0,
          }
        : { p: one.evidence === null ? 1 : noRatio(one.evidence), least: 0, level: 0 },
    ),
    [1],
    ALPHA,
  );
  const found = new Array<Adjusted | undefined>(told.length).fill(undefined);
  for (const [k, { i }] of known.entries()) found[i] = adjusted[k];
  return found;
}

/** The lower is the better of every measure. */
const verdictOf = (change: number, p: number): RatePair['verdict'] =>
  change === 0 || p >= ALPHA ? 'inconclusive' : change < 0 ? 'better' : 'worse';

/** What would tell them apart, if rates stay as they are. */
function moreOf(evidence: Evidence, alpha: number): More | null {
  const decided = (factor: number): boolean => noDifference(differenceOf(scaled(evidence, factor))) < alpha;
  if (differenceOf(evidence).delta === 0) return null;
  const more = moreFor(evidence, decided);
  return more.prompts === null && more.repeats === null ? null : more;
}

const UNTOLD = { level: null, p: null, p_adjusted: null, verdict: 'inconclusive' } as const;

function rowOf({ baseline, candidate }: Pair, told: Told, adjusted: Adjusted | undefined): VendorPair {
  const ids = { baseline: baseline.id, candidate: candidate.id };
  if (told.kind === 'ratio') {
    const { measure, prompts, evidence } = told;
    const row = { ...ids, kind: 'ratio', measure, prompts } as const;
    if (evidence === null || adjusted === undefined)
      return { ...row, ...UNTOLD, ratio: null, low: null, high: null };
    const level = 1 - adjusted.alpha;
    const verdict = verdictOf(evidence.difference, adjusted.p);
    return {
      ...row,
      ...ratioAt(evidence, level),
      level,
      p: noRatio(evidence),
      p_adjusted: adjusted.p,
      verdict,
    };
  }
  const { measure, evidence } = told;
  const row = {
    ...ids,
    kind: 'rate',
    measure,
    baseline_rate: rateOf(told.baseline),
    candidate_rate: rateOf(told.candidate),
  } as const;
  if (evidence === null || adjusted === undefined)
    return { ...row, ...UNTOLD, delta: null, low: null, high: null, units: 'prompts', more: null };
  const difference = differenceOf(evidence);
  const delta = told.candidate.events / told.candidate.trials - told.baseline.events / told.baseline.trials;
  const level = 1 - adjusted.alpha;
  const { low, high } = intervalOf(difference, level);
  const verdict = verdictOf(delta, adjusted.p);
  return {
    ...row,
    delta,
    low: Math.min(delta, low),
    high: Math.max(delta, high),
    level,
    units: evidence.units,
    p: noDifference(difference),
    p_adjusted: adjusted.p,
    verdict,
    more: verdict === 'inconclusive' ? moreOf(evidence, adjusted.alpha) : null,
  };
}

/** Pairs of vendors, each told apart by every measure; the pairs of one measure are tested together. */
export function pairsBy(
  vendors: readonly PricedVendor[],
  inference: Inference,
): (isIn: (pair: Pair) => boolean) => VendorPair[] {
  const pairs = vendors.flatMap((baseline, i) =>
    vendors.slice(i + 1).map((candidate): Pair => ({ baseline, candidate })),
  );
  const told = pairs.map((pair) => ({ pair, told: toldBy(pair, inference) }));
  return (isIn) => {
    const own = told.filter(({ pair }) => isIn(pair));
    const measures = own[0]?.told.map(({ measure }) => measure) ?? [];
    const tested = measures.map((_, i) => testedTogether(own.map((one) => one.told[i])));
    return own.flatMap(({ pair, told: all }, k) => all.map((one, i) => rowOf(pair, one, tested[i]?.[k])));
  };
}

/** Of the rows of a measure, those that it was told apart by at all. */
export const toldRows = (rows: readonly VendorPair[], measure: VendorMeasure): VendorPair[] =>
  rows.filter((row) => row.measure === measure && row.p !== null);

export type { RatioPair };
