/** Ratio of the geometric means of two samples of positive numbers, with its 95% interval. */

import { studentBeyond, studentQuantile, studentTails } from './student.js';

export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

function momentsOf(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
}

/** A difference of mean logarithms: candidate's less baseline's. */
export interface LogDifference {
  readonly difference: number;
  /** Its standard error. */
  readonly error: number;
  /** Degrees of freedom, {@link LEAST_FREEDOM} at least. */
  readonly freedom: number;
}

/** Least degrees of freedom for which Student's quantile is known well enough. */
export const LEAST_FREEDOM = 3;

/**
 * From logarithms of independent clusters: with `paired`, those at the same place are of the same cluster, and the mean of their differences is taken (a paired t
 * interval on the log scale); otherwise Welch's (Biometrika 34, 1947, 28-35), with the degrees of freedom of the smaller sample, which is on the safe side. Null where
 * there are fewer than four clusters.
 */
export function logDifference(
  candidate: readonly number[],
  baseline: readonly number[],
  paired: boolean,
): LogDifference | null {
  const freedom = Math.min(candidate.length, baseline.length) - 1;
  if (freedom < LEAST_FREEDOM) return null;
  if (paired) {
    const { n, mean, variance } = momentsOf(candidate.map((value, i) => value - (baseline[i] ?? 0)));
    return { difference: mean, error: Math.sqrt(variance / n), freedom };
  }
  const [one, two] = [momentsOf(candidate), momentsOf(baseline)];
  return {
    difference: one.mean - two.mean,
    error: Math.sqrt(one.variance / one.n + two.variance / two.n),
    freedom,
  };
}

/** The ratio that a {@link logDifference} comes to. */
export function ratioOf(
  candidate: readonly number[],
  baseline: readonly number[],
  paired: boolean,
): Ratio | null {
  const found = logDifference(candidate, baseline, paired);
  return found && ratioOfLogs(found);
}

/** The ratio that a difference of mean logarithms is, with its 95% interval. */
export function ratioOfLogs({ difference, error, freedom }: LogDifference): Ratio {
  const half = error * studentQuantile(freedom);
  return {
    ratio: Math.exp(difference),
    low: Math.exp(difference - half),
    high: Math.exp(difference + half),
  };
}

/** The probability of as large a difference where there is none: two-sided. */
export function noRatio({ difference, error, freedom }: LogDifference): number {
  if (difference === 0) return 1;
  return error === 0 ? 0 : studentTails(difference / error, freedom);
}

/** The ratio with its interval at a level: that of the test, by the exact quantile. */
export function ratioAt({ difference, error, freedom }: LogDifference, level: number): Ratio {
  const half = error === 0 ? 0 : error * studentBeyond(1 - level, freedom);
  return {
    ratio: Math.exp(difference),
    low: Math.exp(difference - half),
    high: Math.exp(difference + half),
  };
}
