/** What two vendors' samples tell of every measure: of rates, of how long answers take, of what a clean one costs. */

import { areAskedAlike, arePaired, type Cell, cellIn, cellOf, sidesOf } from '../comparing/index.js';
import {
  type ClusterPair,
  type LogDifference,
  logDifference,
  perUnitDifference,
} from '../statistics/index.js';
import type { Inference } from '../units.js';
import type { Fact } from './facts.js';
import { amountOver, type Prices, paidForClean } from './summary.js';
import type { VendorAmount, VendorRate } from './types.js';
import { clustersOf, isOwn, RATE_MEASURES, talliedOf, type Values, type Vendor, valuesOf } from './values.js';

export interface PricedVendor extends Vendor {
  readonly prices: Prices | undefined;
}

export interface Pair {
  readonly baseline: PricedVendor;
  readonly candidate: PricedVendor;
}

interface RateTold {
  readonly kind: 'rate';
  readonly measure: VendorRate;
  readonly cell: Cell;
}

interface RatioTold {
  readonly kind: 'ratio';
  readonly measure: VendorAmount;
  readonly prompts: number;
  readonly evidence: LogDifference | null;
}

/** What a pair tells of one measure; evidence is null where it tells nothing. */
export type Told = RateTold | RatioTold;

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

/** By what facts alone tell, as {@link cellIn} does it by what tallies do. */
function ownCell({ baseline, candidate }: Pair, measure: VendorRate, inference: Inference): Cell {
  const [mine, theirs] = [valuesOf(candidate, measure), valuesOf(baseline, measure)];
  const pairs = [...candidate.prompts].flatMap(([prompt, places]) => {
    const other = baseline.prompts.get(prompt);
    if (other === undefined) return [];
    const pair = pairOfValues(sharedPlaces(candidate, baseline, places, other), mine, theirs);
    return pair.trials === 0 ? [] : [pair];
  });
  const all = { candidate: clustersOf(candidate, mine), baseline: clustersOf(baseline, theirs) };
  return cellOf(all, pairs, inference);
}

/** Mean logarithm over the answers to each prompt. */
function meanLogs({ prompts, facts }: Vendor, of: (fact: Fact) => number | undefined): Map<number, number> {
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

function logRatio(
  { candidate, baseline }: Pair,
  measure: VendorAmount,
  of: (fact: Fact) => number | undefined,
): RatioTold {
  const [mine, theirs] = [meanLogs(candidate, of), meanLogs(baseline, of)];
  const shared = [...mine].flatMap(([prompt, value]) => {
    const other = theirs.get(prompt);
    return other === undefined ? [] : [[value, other] as const];
  });
  const isPaired = arePaired(shared.length, mine.size, theirs.size);
  const [one, two] = isPaired
    ? [shared.map(([value]) => value), shared.map(([, value]) => value)]
    : [[...mine.values()], [...theirs.values()]];
  const prompts = Math.min(one.length, two.length);
  return { kind: 'ratio', measure, prompts, evidence: logDifference(one, two, isPaired) };
}

/** Cost of a clean answer over the prompts that both were asked. */
function costRatio({ baseline, candidate }: Pair): RatioTold {
  const measure = 'cost_of_clean';
  const [ours, theirs] = [candidate.prices, baseline.prices];
  if (ours === undefined || theirs === undefined)
    return { kind: 'ratio', measure, prompts: 0, evidence: null };
  const paid = ({ facts }: Vendor, places: readonly number[], prices: Prices) =>
    amountOver(facts, places, (fact) => paidForClean(fact, prices));
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
  return { kind: 'ratio', measure, prompts: shared.length, evidence };
}

/** What a pair tells of every measure. */
export function toldBy(pair: Pair, inference: Inference): Told[] {
  const { baseline, candidate } = pair;
  const sides = sidesOf([baseline.id, baseline.tally], [candidate.id, candidate.tally], inference);
  // Rates over languages that one of them was not asked in compare nothing.
  const alike = areAskedAlike(sides);
  const rates = RATE_MEASURES.map((measure): Told => {
    const cell = isOwn(measure) ? ownCell(pair, measure, inference) : cellIn(sides, '*', talliedOf(measure));
    return { kind: 'rate', measure, cell: alike ? cell : { ...cell, evidence: null } };
  });
  return [
    ...rates,
    logRatio(pair, 'latency', ({ latency }) => latency),
    logRatio(pair, 'first_token', ({ first }) => first),
    costRatio(pair),
  ];
}
