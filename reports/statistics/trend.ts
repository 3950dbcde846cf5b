/** Tests of a trend: whether a rate rises or falls along steps. */

import type { Cluster } from './clusters.js';
import type { Interval } from './intervals.js';
import { normalQuantile, normalTail } from './normal.js';
import { flips } from './tests.js';

/** Samples at one step of a series, and where it stands. */
export interface AtStep extends Cluster {
  readonly at: number;
}

/** A prompt with what happened in its repeats, at the steps that it was asked at. */
export type Stratum = readonly AtStep[];

export interface Trend {
  /** Change of the rate for 1 along the steps. */
  readonly slope: number;
  /** Of the slope, at a level of 0..1; it leaves out 0 where the p value is under 1 - level, and nowhere else. Null where there are too few prompts for one, or no prompt that changed: then nothing tells how far others would. */
  readonly interval: (level: number) => Interval | null;
  /** Two-sided. */
  readonly p: number;
  /** The smallest p value that so few could have come to. */
  readonly least: number;
  /** Prompts with samples at two steps or more. */
  readonly prompts: number;
  readonly method: 'sign-flip exact' | 'sign-flip normal' | 'mantel';
}

/** What a prompt tells of the slope: its pull, and its weight; the slope of all is the sum of pulls by the sum of weights. */
interface Pull {
  readonly pull: number;
  readonly weight: number;
  /** Variance of the pull where repeats are what was drawn. */
  readonly variance: number;
}

/** By least squares within the prompt, each sample alike; undefined where it has a single step. */
function pullOf(stratum: Stratum): Pull | undefined {
  let [trials, events, first] = [0, 0, 0];
  for (const { trials: own, events: happened, at } of stratum) {
    trials += own;
    events += happened;
    first += own * at;
  }
  const mean = first / trials;
  let [pull, weight] = [0, 0];
  for (const { trials: own, events: happened, at } of stratum) {
    pull += happened * (at - mean);
    weight += own * (at - mean) ** 2;
  }
  if (trials === 0 || weight <= 0) return undefined;
  const rate = events / trials;
  return {
    pull: Math.abs(pull) < weight * 1e-12 ? 0 : pull,
    weight,
    variance: trials > 1 ? (rate * (1 - rate) * weight * trials) / (trials - 1) : 0,
  };
}

const sumOf = (pulls: readonly Pull[], of: (pull: Pull) => number): number =>
  pulls.reduce((sum, one) => sum + of(one), 0);

/** What rounding leaves of two equal numbers, as a part of them. */
const TIE = 1e-9;

/** Parts of the largest pull that pulls are rounded to where they have no common measure of their own. */
const PARTS = 1024;

/** Steps of the exact computation, for each of some hundred rows of a report: beyond, hundreds of prompts have a slope and the sum is as good as normal. */
const MOST_STEPS = 2e6;

/** The greatest number of which all are multiples, or next to it. */
function commonMeasure(sizes: readonly number[], largest: number): number {
  let measure = largest;
  for (const size of sizes) {
    let [a, b] = [measure, size];
    while (b > largest * TIE) [a, b] = [b, a % b > b * (1 - 1e-6) ? 0 : a % b];
    measure = a;
    if (measure * PARTS * 4 < largest) break;
  }
  return measure * PARTS * 4 < largest ? largest / PARTS : measure;
}

/** Pulls as whole numbers: multiples of what they have in common. What has nothing is rounded, both signs alike, so that flips of signs stay an exact test. */
function wholePulls(pulls: readonly Pull[]): number[] {
  const sizes = pulls.flatMap(({ pull }) => (pull === 0 ? [] : [Math.abs(pull)]));
  if (sizes.length === 0) return [];
  const measure = commonMeasure(
    sizes,
    sizes.reduce((most, size) => Math.max(most, size), 0),
  );
  return pulls.map(({ pull }) => Math.sign(pull) * Math.round(Math.abs(pull) / measure));
}

/** An end of the interval where the p value says that 0 is in it, or is not. */
const consistent = ({ low, high }: Interval, isSignificant: boolean, slope: number): Interval => {
  if (!isSignificant) return { low: Math.min(0, low), high: Math.max(0, high) };
  return slope > 0 ? { low: Math.max(0, low), high } : { low, high: Math.min(0, high) };
};

/** All slopes with which the flips of signs, taken for normal, would leave the pulls: null where so few leave any. */
function slopesLeft(pulls: readonly Pull[], z: number): Interval | null {
  const [pull, weight] = [sumOf(pulls, (one) => one.pull), sumOf(pulls, (one) => one.weight)];
  const squares = sumOf(pulls, (one) => one.pull ** 2);
  const a = weight * weight - z * z * sumOf(pulls, (one) => one.weight ** 2);
  const b = pull * weight - z * z * sumOf(pulls, (one) => one.pull * one.weight);
  const c = pull * pull - z * z * squares;
  if (a <= 0 || squares === 0) return null;
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  return { low: (b - root) / a, high: (b + root) / a };
}

/** Whether the steps lie alike on both sides of their middle, so that a slope is as likely as its opposite where there is no trend. */
function areMirrored(strata: readonly Stratum[]): boolean {
  const places = [...new Set(strata.flatMap((stratum) => stratum.map(({ at }) => at)))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  return places.every(
    (at, i) => Math.abs(at + (places.at(-1 - i) ?? 0) - first - last) <= (last - first) * TIE,
  );
}

function mantelP(pulls: readonly Pull[]): number {
  const deviation = Math.sqrt(sumOf(pulls, (one) => one.variance));
  return deviation > 0 ? 2 * normalTail(Math.abs(sumOf(pulls, (one) => one.pull)) / deviation) : 1;
}

/**
 * The trend over prompts that were drawn: were there none, each prompt's slope could as well have had the other sign (Fisher, The Design of Experiments, 1935, 21).
 * A prompt counts by what it tells of the slope, so that one that lacks steps counts less. Where steps do not lie alike on both sides of their middle, slopes of rare events are skewed, and
 * flips alone see a trend too often: then the p value is no smaller than {@link repeatTrend}'s. Null where no prompt has two steps.
 */
export function promptTrend(strata: readonly Stratum[]): Trend | null {
  const pulls = strata.flatMap((stratum) => pullOf(stratum) ?? []);
  const weight = sumOf(pulls, (one) => one.weight);
  if (pulls.length === 0) return null;
  const slope = sumOf(pulls, (one) => one.pull) / weight;
  const whole = wholePulls(pulls);
  const { p: flipped, exact } = flips(whole, MOST_STEPS);
  const p = areMirrored(strata) ? flipped : Math.max(flipped, mantelP(pulls));
  const moved = whole.filter((pull) => pull !== 0).length;
  return {
    slope,
    interval(level) {
      const left = slopesLeft(pulls, normalQuantile((1 - level) / 2));
      return left && consistent(left, p < 1 - level, slope);
    },
    p,
    least: Math.min(1, 2 ** (1 - moved)),
    prompts: pulls.length,
    method: exact ? 'sign-flip exact' : 'sign-flip normal',
  };
}

/**
 * The trend over repeats of given prompts: Mantel's extension of the test of Cochran and Armitage to strata (JASA 58, 1963, 690-700), which of a
 * single prompt is theirs but for (n - 1)/n. Repeats that are one text are one. Null where no prompt has two steps.
 */
export function repeatTrend(strata: readonly Stratum[]): Trend | null {
  const pulls = strata.flatMap((stratum) => pullOf(stratum.map(observedOnce)) ?? []);
  if (pulls.length === 0) return null;
  const weight = sumOf(pulls, (one) => one.weight);
  const pull = sumOf(pulls, (one) => one.pull);
  const deviation = Math.sqrt(sumOf(pulls, (one) => one.variance));
  const p = mantelP(pulls);
  const slope = pull / weight;
  return {
    slope,
    interval(level) {
      if (deviation === 0) return null;
      const half = (normalQuantile((1 - level) / 2) * deviation) / weight;
      return consistent({ low: slope - half, high: slope + half }, p < 1 - level, slope);
    },
    p,
    least: 0,
    prompts: pulls.length,
    method: 'mantel',
  };
}

const observedOnce = ({ at, events, trials, observations = trials }: AtStep): AtStep => {
  const part = trials === 0 ? 1 : Math.min(1, observations / trials);
  return { at, events: events * part, trials: trials * part };
};

/**
 * The test of Cochran (Biometrics 10, 1954, 417-451) and Armitage (Biometrics 11, 1955, 375-386) of a linear trend of proportions, whose samples share nothing: as
 * `prop.trend.test` of R has it. Null where nothing or everything happened, or at a single step.
 */
export function cochranArmitage(steps: readonly AtStep[]): { readonly z: number; readonly p: number } | null {
  const all = steps.reduce((sum, { trials }) => sum + trials, 0);
  const found = pullOf(steps);
  if (found === undefined || found.variance <= 0) return null;
  const z = found.pull / Math.sqrt((found.variance * (all - 1)) / all);
  return { z, p: 2 * normalTail(Math.abs(z)) };
}
