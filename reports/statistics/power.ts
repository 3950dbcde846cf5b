/** How likely a gate's test decides: of so many prompts, before any is asked. The tests are the gate's own, over all that may come. */

import { betaQuantile, lnGamma } from './beta.js';
import { assumedSize, knownFrom, sizeFrom, tellingOf } from './clusters.js';
import { differenceOf, discordantEvidence } from './evidence.js';
import { wilson } from './intervals.js';
import { normalQuantile } from './normal.js';
import { binomialCdf } from './order.js';
import { type Discordant, pWithin, pWorse } from './score.js';

/** What is to be shown: that a candidate which is no worse is within a margin; that one which is worse by so much is; that a rate is under a share. Fractions. */
export type Goal =
  | { readonly kind: 'margin'; readonly margin: number }
  | { readonly kind: 'worse'; readonly by: number }
  | { readonly kind: 'max'; readonly share: number };

/** What is taken to be so. */
export interface Assumed {
  /** The baseline's rate, 0..1; the candidate's own where a share is held. */
  readonly rate: number;
  readonly repeats: number;
  /** Correlation of two answers to one prompt, 0..1. */
  readonly correlation: number;
  /** The part of prompts that are as hard for one target as for the other; with the rest they have nothing to do with each other, which takes the most prompts. */
  readonly shared: number;
}

/** Kinds of prompts, from the hardest to the easiest. */
const KINDS = 60;

/** Rates of prompts that are beta distributed, so that two answers to one have the correlation. */
function kindsOf(rate: number, correlation: number): readonly number[] {
  if (correlation <= 0 || rate <= 0 || rate >= 1) return [rate];
  const weight = 1 / Math.min(correlation, 0.99) - 1;
  const found = Array.from({ length: KINDS }, (_, i) =>
    betaQuantile((i + 0.5) / KINDS, rate * weight, (1 - rate) * weight),
  );
  const mean = found.reduce((sum, one) => sum + one, 0) / KINDS;
  // The middles of the kinds miss what the hardest add.
  return mean > 0 ? found.map((one) => Math.min(1, (one * rate) / mean)) : found;
}

/** Chances of 0 to `n` events. */
function binomial(n: number, rate: number): number[] {
  let chances = [1];
  for (let i = 0; i < n; i++)
    chances = Array.from(
      { length: chances.length + 1 },
      (_, k) => (chances[k] ?? 0) * (1 - rate) + (chances[k - 1] ?? 0) * rate,
    );
  return chances;
}

const meanOf = (all: readonly (readonly number[])[]): number[] =>
  (all[0] ?? []).map((_, k) => all.reduce((sum, one) => sum + (one[k] ?? 0), 0) / all.length);

/** What the difference of one prompt's events is expected to be. */
interface Moments {
  /** Events more, and events less. */
  readonly worse: number;
  readonly better: number;
  readonly variance: number;
}

function momentsOf(candidate: readonly number[], baseline: readonly number[]): Moments {
  let [worse, better, squares] = [0, 0, 0];
  for (const [k, chance] of candidate.entries())
    for (const [j, other] of baseline.entries()) {
      const both = chance * other;
      worse += both * Math.max(0, k - j);
      better += both * Math.max(0, j - k);
      squares += both * (k - j) ** 2;
    }
  return { worse, better, variance: squares - (worse - better) ** 2 };
}

/** Of prompts of which a part is as hard for both. */
function expectedMoments({ rate, repeats, correlation, shared }: Assumed, by: number): Moments {
  const [before, after] = [kindsOf(rate, correlation), kindsOf(Math.min(1, rate + by), correlation)];
  const theirs = before.map((one) => binomial(repeats, one));
  const ours = after.map((one) => binomial(repeats, one));
  const apart = momentsOf(meanOf(ours), meanOf(theirs));
  const length = Math.max(ours.length, theirs.length);
  const pairs = Array.from({ length }, (_, i) =>
    momentsOf(ours[i] ?? ours[0] ?? [], theirs[i] ?? theirs[0] ?? []),
  );
  const mean = (of: (one: Moments) => number): number =>
    pairs.reduce((sum, one) => sum + of(one), 0) / length;
  const worse = shared * mean((one) => one.worse) + (1 - shared) * apart.worse;
  const better = shared * mean((one) => one.better) + (1 - shared) * apart.better;
  const squares =
    shared * mean((one) => one.variance + (one.worse - one.better) ** 2) +
    (1 - shared) * (apart.variance + (apart.worse - apart.better) ** 2);
  return { worse, better, variance: squares - (worse - better) ** 2 };
}

/** Standard deviations to either side that are looked at, and places of a sum. */
const FAR = 5;
const PLACES = 80;

/** The sum of `of` over a binomial number of `n`, weighted by its chances; over many numbers, by some of them that stand for their neighbours. */
function over(n: number, rate: number, of: (k: number) => number): number {
  const mean = n * rate;
  const deviation = Math.sqrt(n * rate * (1 - rate));
  const from = Math.max(0, Math.floor(mean - FAR * deviation - 4));
  const to = Math.min(n, Math.ceil(mean + FAR * deviation + 4));
  const step = Math.max(1, Math.ceil((to - from) / PLACES));
  const ln = lnBinomial(n, rate);
  let [sum, all] = [0, 0];
  for (let k = from; k <= to; k += step) {
    const chance = Math.exp(ln(k));
    sum += chance * of(k);
    all += chance;
  }
  return all > 0 ? sum / all : 0;
}

const lnBinomial =
  (n: number, rate: number) =>
  (k: number): number => {
    if (rate <= 0) return k === 0 ? 0 : Number.NEGATIVE_INFINITY;
    if (rate >= 1) return k === n ? 0 : Number.NEGATIVE_INFINITY;
    const ways = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
    return ways + k * Math.log(rate) + (n - k) * Math.log1p(-rate);
  };

/** The largest whole number in -1..n for which `holds`, which holds for all below it. */
function lastOf(n: number, holds: (k: number) => boolean): number {
  let [yes, no] = [-1, n + 1];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

type Decided = (discordant: Discordant) => boolean;

/** Chance that pairs decide: those that differ come in any number, and fall to either side. */
function ofPairs(n: number, worse: number, better: number, isDecided: Decided, upwards: boolean): number {
  const differing = worse + better;
  return over(n, differing, (k) => {
    const side = differing > 0 ? worse / differing : 0.5;
    const decides = (up: number): boolean => isDecided({ n, worse: up, better: k - up });
    const last = lastOf(k, upwards ? (up) => !decides(up) : decides);
    const upTo = binomialCdf(last, k, side);
    return upwards ? 1 - upTo : upTo;
  });
}

/** Of repeats the variance is known from the prompts that tell of it. */
const known = (telling: number, repeats: number): number =>
  repeats === 1 ? 1 : knownFrom(Math.max(2, telling));

/** The power of a plan by its number of prompts. */
type Power = (prompts: number) => number;

function powerOfMax(share: number, { rate, repeats, correlation }: Assumed, alpha: number): Power {
  const size = 1 + (repeats - 1) * correlation;
  const z = normalQuantile(alpha);
  return (prompts) => {
    const trials = (prompts * repeats) / size;
    const telling = tellingOf(prompts, trials * Math.min(rate, 1 - rate));
    const n = Math.max(1, Math.round(trials * known(telling, repeats)));
    const most = lastOf(n, (k) => (wilson(k / n, n, z)?.high ?? 1) <= share);
    return binomialCdf(most, n, rate);
  };
}

function powerOfPairs(goal: Exclude<Goal, { readonly kind: 'max' }>, assumed: Assumed, alpha: number): Power {
  const { repeats } = assumed;
  const isWorse = goal.kind === 'worse';
  const { worse, better, variance } = expectedMoments(assumed, isWorse ? goal.by : 0);
  const independent = worse + better - (worse - better) ** 2 / repeats;
  const isDecided: Decided = (discordant) => {
    const difference = differenceOf(discordantEvidence(discordant));
    return isWorse ? pWorse(difference) < alpha : pWithin(difference, goal.margin) < alpha;
  };
  return (prompts) => {
    // As many single pairs as tell as much, by the same measure as of those that have come: where few are to differ it leans on what is assumed.
    const size =
      repeats === 1 ? 1 : sizeFrom(prompts * variance, prompts * independent, assumedSize(repeats));
    const n = Math.max(1, Math.round(((prompts * repeats) / size) * known(prompts, repeats)));
    return ofPairs(n, worse / repeats, better / repeats, isDecided, isWorse);
  };
}

const powerBy = (goal: Goal, assumed: Assumed, alpha: number): Power =>
  goal.kind === 'max' ? powerOfMax(goal.share, assumed, alpha) : powerOfPairs(goal, assumed, alpha);

/** The chance, 0..1, that a gate comes to what is to be shown, with its tests at `alpha`, one-sided. */
export const powerOf = (goal: Goal, assumed: Assumed, prompts: number, alpha: number): number =>
  powerBy(goal, assumed, alpha)(prompts);

/** More prompts than anybody asks. */
const MOST = 1 << 20;

/** The least number of prompts of which it is so likely; null where that is more than anybody asks. */
export function promptsFor(goal: Goal, assumed: Assumed, power: number, alpha: number): number | null {
  const of = powerBy(goal, assumed, alpha);
  const is = (prompts: number): boolean => of(prompts) >= power;
  let high = 2;
  while (!is(high)) {
    high *= 2;
    if (high > MOST) return null;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (is(middle)) high = middle;
    else low = middle;
  }
  return high;
}
