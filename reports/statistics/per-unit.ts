/** How much there is of one thing for each of another, such as cost for a clean answer, with its interval. */

import { type LogDifference, ratioAt } from './ratios.js';

/** What one cluster has of both. */
export interface Amounts {
  readonly amount: number;
  readonly units: number;
}

export interface PerUnit {
  readonly value: number;
  /** Null where fewer than four clusters tell it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Of the interval. */
const LEVEL = 0.95;

/** Least degrees of freedom for which Student's quantile is known well enough. */
const LEAST_FREEDOM = 3;

function sumOf(clusters: readonly Amounts[]): Amounts {
  let [amount, units] = [0, 0];
  for (const one of clusters) {
    amount += one.amount;
    units += one.units;
  }
  return { amount, units };
}

/** By how much a cluster moves the logarithm of the ratio. */
const shareOf = (one: Amounts, sum: Amounts): number => one.amount / sum.amount - one.units / sum.units;

/** Standard error of the logarithm of the ratio of sums: the ratio estimator's (Cochran, Sampling Techniques, 1977, 2.11 and 6.4). */
function logError(clusters: readonly Amounts[], sum: Amounts): number {
  const { length: n } = clusters;
  const squares = clusters.reduce((total, one) => total + shareOf(one, sum) ** 2, 0);
  return Math.sqrt((n / (n - 1)) * squares);
}

/**
 * The ratio of sums over clusters, with a 95% interval by Student's t on the log scale, which keeps it above 0. Null where nothing is counted; a ratio of 0
 * has no interval.
 */
export function perUnit(clusters: readonly Amounts[]): PerUnit | null {
  const sum = sumOf(clusters);
  const { amount, units } = sum;
  if (units <= 0) return null;
  const value = amount / units;
  if (value <= 0 || clusters.length <= LEAST_FREEDOM) return { value, low: null, high: null };
  const error = logError(clusters, sum);
  const { low, high } = ratioAt({ difference: Math.log(value), error, freedom: clusters.length - 1 }, LEVEL);
  // A logarithm and back may end beside the value.
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

/** Two such ratios over the same clusters: the difference of their logarithms, with the covariance of the clusters in its error. Null where a ratio is 0 or is none, or few clusters tell it. */
export function perUnitDifference(
  candidate: readonly Amounts[],
  baseline: readonly Amounts[],
): LogDifference | null {
  const n = candidate.length;
  const [one, two] = [sumOf(candidate), sumOf(baseline)];
  if (n <= LEAST_FREEDOM || [one.amount, one.units, two.amount, two.units].some((sum) => sum <= 0))
    return null;
  let squares = 0;
  for (const [i, mine] of candidate.entries()) {
    const other = baseline[i] ?? { amount: 0, units: 0 };
    squares += (shareOf(mine, one) - shareOf(other, two)) ** 2;
  }
  return {
    difference: Math.log(one.amount / one.units / (two.amount / two.units)),
    error: Math.sqrt((n / (n - 1)) * squares),
    freedom: n - 1,
  };
}
