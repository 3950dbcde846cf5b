/** The rate of a population from samples of its strata, none of which need be of the same share. */

import { betaQuantile } from './beta.js';
import type { Interval } from './intervals.js';

/** A part of a population. */
export interface Sampled {
  readonly population: number;
  /** Members that were looked at, at random or all. */
  readonly trials: number;
  readonly events: number;
}

/** A rate of a population. Fractions 0..1. */
export interface StratifiedRate extends Interval {
  readonly rate: number;
}

/** Members by which a stratum's own rate is drawn to that of all, for its variance alone: one without an event is not one that can have none. */
const PRIOR = 2;

/** Strata as they are estimated from: those of which too little was seen stand together with the smallest others. */
function seenEnough(strata: readonly Sampled[]): Sampled[] {
  const isEnough = ({ population, trials }: Sampled): boolean => trials >= 2 || trials >= population;
  const left = strata.filter(({ population }) => population > 0).sort((a, b) => a.population - b.population);
  const few = left.filter((one) => !isEnough(one));
  const rest = left.filter(isEnough);
  if (few.length === 0) return rest;
  const add = (a: Sampled, b: Sampled): Sampled => ({
    population: a.population + b.population,
    trials: a.trials + b.trials,
    events: a.events + b.events,
  });
  let together = few.reduce(add);
  while (!isEnough(together) && rest.length > 0) together = add(together, rest.shift() as Sampled);
  return [...rest, together];
}

/**
 * The share of events in a finite population, with its 95% interval: the stratified estimate (Cochran, Sampling Techniques, 1977, 5.3, with
 * the correction for what was seen of a finite population), and Clopper and Pearson's interval at its effective size (Korn and Graubard, Survey
 * Methodology 24, 1998, 193-201). Null where nothing was seen.
 */
export function stratifiedRate(given: readonly Sampled[]): StratifiedRate | null {
  const strata = seenEnough(given);
  const total = strata.reduce((sum, { population }) => sum + population, 0);
  const seen = strata.reduce((sum, { trials }) => sum + trials, 0);
  if (total === 0 || seen === 0) return null;
  const open = strata.filter(({ population, trials }) => trials < population);
  if (open.length === 0) {
    const rate = strata.reduce((sum, { events }) => sum + events, 0) / total;
    return { rate, low: rate, high: rate };
  }
  const rate = strata.reduce(
    (sum, { population, trials, events }) => sum + (population / total) * (events / Math.max(1, trials)),
    0,
  );
  // What was seen as a whole is known; the interval is of the rest, and added to it.
  const rest = open.reduce((sum, { population }) => sum + population, 0);
  const share = rest / total;
  const own = open.reduce(
    (sum, { population, trials, events }) => sum + (population / rest) * (events / Math.max(1, trials)),
    0,
  );
  const n = open.reduce((sum, { trials }) => sum + trials, 0);
  // Even of a sample without any event, or of events alone, something has a variance.
  const pooled = (own * n + 0.5) / (n + 1);
  const varianceOf = (shareIn: (stratum: Sampled) => number): number =>
    open.reduce((sum, one) => {
      const p = shareIn(one);
      const unseen = 1 - one.trials / one.population;
      return sum + (one.population / rest) ** 2 * unseen * ((p * (1 - p)) / Math.max(1, one.trials - 1));
    }, 0);
  const apart = varianceOf(({ trials, events }) => (events + PRIOR * pooled) / (trials + PRIOR));
  // That strata differ narrows an interval by little, and where events are few nobody knows that they do.
  const variance = Math.max(
    apart,
    varianceOf(() => pooled),
  );
  const effective = Math.min(rest, (pooled * (1 - pooled)) / variance);
  const events = own * effective;
  const low = events <= 0 ? 0 : betaQuantile(0.025, events, effective - events + 1);
  const high = events >= effective ? 1 : betaQuantile(0.975, events + 1, effective - events);
  const known = rate - share * own;
  const seenRest = open.reduce((sum, one) => sum + one.events, 0) / rest;
  const cleared = open.reduce((sum, one) => sum + one.trials - one.events, 0) / rest;
  // What was seen is no matter of chance.
  return {
    rate,
    low: known + share * Math.max(low, seenRest),
    high: known + share * Math.min(high, 1 - cleared),
  };
}
