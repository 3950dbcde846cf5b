/** Ratio of the geometric means of two samples of positive numbers, with its 95% interval. */

import { studentQuantile } from './clusters.js';

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

/** Of a difference of logarithms with this standard error, by Student's t. */
function ratioFrom(difference: number, error: number, freedom: number): Ratio {
  const half = error * studentQuantile(freedom);
  return {
    ratio: Math.exp(difference),
    low: Math.exp(difference - half),
    high: Math.exp(difference + half),
  };
}

/** Least degrees of freedom for which Student's quantile is known well enough. */
const LEAST_FREEDOM = 3;

/**
 * From logarithms of independent clusters: with `paired`, those at the same place are of the same cluster, and the mean of their differences is taken (a paired t
 * interval on the log scale); otherwise Welch's (Biometrika 34, 1947, 28-35), with the degrees of freedom of the smaller sample, which is on the safe side. Null where
 * there are fewer than four clusters.
 */
export function ratioOf(
  candidate: readonly number[],
  baseline: readonly number[],
  paired: boolean,
): Ratio | null {
  const freedom = Math.min(candidate.length, baseline.length) - 1;
  if (freedom < LEAST_FREEDOM) return null;
  if (paired) {
    const { n, mean, variance } = momentsOf(candidate.map((value, i) => value - (baseline[i] ?? 0)));
    return ratioFrom(mean, Math.sqrt(variance / n), freedom);
  }
  const [one, two] = [momentsOf(candidate), momentsOf(baseline)];
  return ratioFrom(one.mean - two.mean, Math.sqrt(one.variance / one.n + two.variance / two.n), freedom);
}
