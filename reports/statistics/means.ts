/** Means of numbers that answers have, by prompt: their variance, and the interval of one that estimates a rate. */

import { assumedSize, type Units } from './clusters.js';
import { type Interval, wilson } from './intervals.js';
import { Z } from './normal.js';
import { student } from './student.js';

/** The numbers of the answers to one prompt. */
export type Values = readonly number[];

/** A mean with its variance. */
export interface Mean {
  readonly mean: number;
  /** How many numbers there are. */
  readonly n: number;
  readonly variance: number;
  /** Degrees of freedom of the variance: fewer than units less one where few of them make most of it. */
  readonly freedom: number;
  /** Variance of single numbers. */
  readonly single: number;
  /** Units of which answers are parts, that may resemble each other. */
  readonly clusters: number;
}

/** A difference of means, and the means. */
export interface MeanDifference extends Pick<Mean, 'mean' | 'variance' | 'freedom'> {
  readonly sides: readonly [candidate: Mean, baseline: Mean];
}

const LEAST_FREEDOM = 1;

/**
 * Variance of a sum of independent residuals, with its degrees of freedom by the method of moments: twice its square by the variance of the sum of their squares (Satterthwaite, Biometrics
 * Bulletin 2, 1946, 110-114). Of normal residuals that are as many as there are.
 */
function spread(residuals: readonly number[], units: number): Pick<Mean, 'variance' | 'freedom'> {
  let [squares, fourths] = [0, 0];
  for (const residual of residuals) {
    squares += residual ** 2;
    fourths += residual ** 4;
  }
  const variance = units > 1 ? (units / (units - 1)) * squares : 0;
  const excess = fourths - squares ** 2 / units;
  const freedom = excess > 0 ? Math.min(units - 1, (2 * squares ** 2) / excess) : units - 1;
  return { variance, freedom: Math.max(LEAST_FREEDOM, freedom) };
}

/** Residuals of a mean by what was drawn: sums over prompts from what the mean lets expect, or answers from the mean of their prompt. */
function residualsOf(clusters: readonly Values[], mean: number, n: number, units: Units): number[] {
  if (units === 'prompts')
    return clusters.map((values) => values.reduce((sum, value) => sum + value - mean, 0) / n);
  return clusters.flatMap((values) => {
    // Of a prompt with one answer it cannot be seen how that varies: it stands for the others.
    const own = values.length > 1 ? values.reduce((sum, value) => sum + value, 0) / values.length : mean;
    const widened = values.length > 1 ? Math.sqrt(values.length / (values.length - 1)) : 1;
    return values.map((value) => (widened * (value - own)) / n);
  });
}

/** The mean over all answers, of prompts that have some: the ratio estimator's variance (Cochran, Sampling Techniques, 1977, 2.11 and 11.7). Null where there is none. */
export function meanOf(clusters: readonly Values[], units: Units): Mean | null {
  let [n, sum] = [0, 0];
  for (const values of clusters) {
    n += values.length;
    for (const value of values) sum += value;
  }
  if (n === 0) return null;
  const mean = sum / n;
  let squares = 0;
  for (const values of clusters) for (const value of values) squares += (value - mean) ** 2;
  const residuals = residualsOf(clusters, mean, n, units);
  const single = n > 1 ? squares / (n - 1) : 0;
  const filled = clusters.filter(({ length }) => length > 0).length;
  return {
    mean,
    n,
    ...spread(residuals, units === 'prompts' ? filled : n),
    single,
    clusters: units === 'prompts' ? filled : n,
  };
}

/** The difference of two means, candidate less baseline: at the same place of both are the answers to one prompt, none where it was not asked. */
export function differenceOfMeans(
  candidate: readonly Values[],
  baseline: readonly Values[],
  units: Units,
): MeanDifference | null {
  const [one, two] = [meanOf(candidate, units), meanOf(baseline, units)];
  if (one === null || two === null) return null;
  const mean = one.mean - two.mean;
  const sides = [one, two] as const;
  if (units === 'repeats') {
    const residuals = [
      ...residualsOf(candidate, one.mean, one.n, units),
      ...residualsOf(baseline, two.mean, two.n, units),
    ];
    return { mean, sides, ...spread(residuals, one.n + two.n) };
  }
  const ours = residualsOf(candidate, one.mean, one.n, units);
  const theirs = residualsOf(baseline, two.mean, two.n, units);
  return {
    mean,
    sides,
    ...spread(
      ours.map((residual, i) => residual - (theirs[i] ?? 0)),
      ours.length,
    ),
  };
}

/** Slips of a kind that is only counted, of which fewer were seen than are to be expected. */
export interface Unseen {
  readonly slips: number;
}

const NOTHING: Unseen = { slips: 0 };

/**
 * As many answers at most as may be taken for seen, however alike the numbers are: with few slips to be expected there is none to show how unlike they can be. Each that is expected
 * lets them count once more than counted answers would, where repeats resemble each other as is assumed. Where slips are to be expected that are only counted, they are no more than these are.
 */
function mostAnswers({ mean, n, clusters }: Mean, { slips }: Unseen): number {
  const expected = mean * n;
  const gain = slips > 0 ? Math.min(1 + expected, (expected + slips) / slips) : 1 + expected;
  return (gain * n) / assumedSize(n / clusters);
}

/** As many answers as would have this variance if they were counted; fewer where few units tell of it: (z/t)^2 (Korn and Graubard, Survey Methodology 24, 1998, 193-201). */
function answersOf(estimate: Mean, unseen: Unseen): number {
  const rate = Math.min(1, Math.max(0, estimate.mean));
  const most = mostAnswers(estimate, unseen);
  if (estimate.variance <= 0) return most;
  return Math.min(most, ((rate * (1 - rate)) / estimate.variance) * (Z / student(estimate.freedom)) ** 2);
}

/** 95% interval of a mean that estimates a rate: Wilson's, of as many answers as would have its variance if they were counted. */
export function rateInterval(estimate: Mean, unseen = NOTHING): Interval {
  const rate = Math.min(1, Math.max(0, estimate.mean));
  return wilson(rate, answersOf(estimate, unseen)) ?? { low: 0, high: 1 };
}

/** The least variance of a side: of a rate with half an event more, and half of none, of as many answers at most. */
function leastVariance(side: Mean, unseen: Unseen): number {
  const rate = (side.mean * side.n + 0.5) / (side.n + 1);
  return (rate * (1 - rate)) / mostAnswers(side, unseen);
}

/** 95% interval of a difference of means. */
export function differenceInterval(
  { mean, variance, freedom, sides }: MeanDifference,
  unseen: readonly [Unseen, Unseen] = [NOTHING, NOTHING],
): Interval {
  const least = leastVariance(sides[0], unseen[0]) + leastVariance(sides[1], unseen[1]);
  const half = Math.sqrt(Math.max(student(freedom) ** 2 * variance, Z ** 2 * least));
  return { low: Math.max(-1, mean - half), high: Math.min(1, mean + half) };
}

/** Units of which fewer tell nothing of how their variance compares. */
const FEW = 10;

/**
 * How many times as many answers would tell as much if they were counted. Both of a prompt's answers have the same probability, so counting varies as much between prompts, and more within them: by
 * a rate's variance less that of the numbers, by answer. A variance that few units tell is worth less, as its interval is wider. `open` is the width of what is not known of the mean. Null where nothing is to be expected, and of fewer than ten units.
 */
export function worthOf(estimate: Mean, unseen = NOTHING, open = 0): number | null {
  const { mean, variance, single, n, clusters } = estimate;
  if (clusters < FEW) return null;
  const counted = variance + Math.max(0, mean * (1 - mean) - single) / n;
  const own = (mean * (1 - mean)) / answersOf(estimate, unseen);
  const whole = own + (open / 2 / Z) ** 2;
  return whole > 0 && mean < 1 ? counted / whole : null;
}
