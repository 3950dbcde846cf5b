/** Means of numbers that answers have, by prompt: their variance, and the interval of one that estimates a rate. */

import { studentQuantile, type Units } from './clusters.js';
import { type Interval, wilson } from './intervals.js';

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
}

/** Least degrees of freedom for which Student's quantile is known well enough. */
const LEAST_FREEDOM = 3;

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

const unitsIn = (clusters: readonly Values[], n: number, units: Units): number =>
  units === 'prompts' ? clusters.length : n;

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
  return { mean, n, ...spread(residuals, unitsIn(clusters, n, units)), single: n > 1 ? squares / (n - 1) : 0 };
}

/** The difference of two means, candidate less baseline: at the same place of both are the answers to one prompt, none where it was not asked. */
export function differenceOfMeans(
  candidate: readonly Values[],
  baseline: readonly Values[],
  units: Units,
): (Pick<Mean, 'mean' | 'variance' | 'freedom'>) | null {
  const [one, two] = [meanOf(candidate, units), meanOf(baseline, units)];
  if (one === null || two === null) return null;
  const mean = one.mean - two.mean;
  if (units === 'repeats') {
    const residuals = [
      ...residualsOf(candidate, one.mean, one.n, units),
      ...residualsOf(baseline, two.mean, two.n, units),
    ];
    return { mean, ...spread(residuals, one.n + two.n) };
  }
  const ours = residualsOf(candidate, one.mean, one.n, units);
  const theirs = residualsOf(baseline, two.mean, two.n, units);
  return { mean, ...spread(ours.map((residual, i) => residual - (theirs[i] ?? 0)), ours.length) };
}

/**
 * 95% interval of a mean that estimates a rate: Wilson's, of as many answers as would have this variance if they were counted, with Student's quantile for the degrees of freedom of the
 * variance. `more` is added to the variance, for what so few answers cannot show.
 */
export function rateInterval({ mean, variance, freedom }: Mean, more = 0): Interval {
  const rate = Math.min(1, Math.max(0, mean));
  const whole = variance + more;
  if (whole <= 0) return { low: rate, high: rate };
  return wilson(rate, (rate * (1 - rate)) / whole, studentQuantile(freedom)) ?? { low: 0, high: 1 };
}

/** 95% interval of a difference of means. */
export function differenceInterval(
  { mean, variance, freedom }: Pick<Mean, 'mean' | 'variance' | 'freedom'>,
  more = 0,
): Interval {
  const half = studentQuantile(freedom) * Math.sqrt(variance + more);
  return { low: Math.max(-1, mean - half), high: Math.min(1, mean + half) };
}

/**
 * How many times as many answers would tell as much if they were counted. Both of a prompt's answers have the same probability, so counting varies as much between prompts, and more within them: by
 * a rate's variance less that of the numbers, by answer.
 */
export function worthOf({ mean, variance, single, n }: Mean, more = 0): number | null {
  const whole = variance + more;
  const counted = variance + (mean * (1 - mean) - single) / n;
  return whole <= 0 || counted <= 0 ? null : counted / whole;
}

