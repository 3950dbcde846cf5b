/** Quantiles of a sample and their intervals by order statistics: nothing is assumed of the distribution. */

import { betaCdf } from './beta.js';

/** Ranks of a sorted sample, from 1. */
export interface Ranks {
  readonly low: number;
  readonly high: number;
}

/** The probability that at most `k` of `n` independent events of probability `p` happen: by the incomplete beta function (Abramowitz and Stegun 26.5.24). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaCdf(1 - p, n - k, k + 1);
}

/** The probability that the quantile `p` lies between the order statistics of these ranks (David and Nagaraja, Order Statistics, 2003, 7.1). */
export const coverageOf = ({ low, high }: Ranks, n: number, p: number): number =>
  binomialCdf(high - 1, n, p) - binomialCdf(low - 1, n, p);

/** What rounding makes of two equal probabilities. */
const SAME = 1e-12;

/**
 * The ranks between which the quantile `p` lies with a probability of `level` at least: the fewest that do, and of those the likeliest. They depend on `n`, `p` and
 * `level` alone. Null where there are too few samples: at 95% under 6 for a median, 59 for 0.95, 299 for 0.99 (Wilks, Annals of Mathematical
 * Statistics 12, 1941, 91-96).
 */
export function quantileRanks(n: number, p: number, level: number): Ranks | null {
  if (n < 1 || coverageOf({ low: 1, high: n }, n, p) < level) return null;
  const cdf = (k: number): number => binomialCdf(k, n, p);
  const reach = Math.ceil(6 * Math.sqrt(n * p * (1 - p))) + 2;
  const middle = Math.round(n * p);
  let best: (Ranks & { readonly coverage: number }) | null = null;
  let high = Math.max(1, middle - reach);
  for (let low = Math.max(1, middle - reach); low <= Math.min(n, middle + reach); low++) {
    const under = cdf(low - 1);
    high = Math.max(high, low);
    while (high < n && cdf(high - 1) - under < level) high++;
    const coverage = cdf(high - 1) - under;
    if (coverage < level) break;
    const [width, least] = [high - low, best === null ? n : best.high - best.low];
    if (best === null || width < least || (width === least && coverage > best.coverage + SAME))
      best = { low, high, coverage };
  }
  return best === null ? { low: 1, high: n } : { low: best.low, high: best.high };
}

/** A quantile with the ends of its interval; those are null where there are too few samples. */
export interface Quantile {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Quantiles of one measure of answers, by order statistics; an interval is there from 6, 59 and 299 independent ones on, of which there are fewer where answers to one prompt take alike. */
export interface Quantiles {
  /** Answers that it was taken of. */
  readonly of: number;
  readonly p50: Quantile;
  readonly p95: Quantile;
  readonly p99: Quantile;
}

/** Values in their order, by rank from 1: the least and the most that each may be, and what it is taken for. */
export interface Ordered {
  readonly n: number;
  readonly at: (rank: number) => { readonly low: number; readonly middle: number; readonly high: number };
}

/**
 * The quantile `p`: the smallest value that at least a share `p` of them does not exceed. `effective` says how many independent ones would tell as much, where that
 * are fewer: then the ranks are those of so many, stretched outwards to those that there are. Null without a value.
 */
function quantileIn({ n, at }: Ordered, p: number, level: number, effective = n): Quantile | null {
  if (n === 0) return null;
  const within = (rank: number): number => Math.min(n, Math.max(1, rank));
  // What rounding adds to a product such as 0.95 * 100 is no further rank.
  const value = at(within(Math.ceil(n * p - 1e-9))).middle;
  const own = Math.min(n, Math.floor(effective + 1e-9));
  const ranks = quantileRanks(own, p, level);
  if (ranks === null) return { value, low: null, high: null };
  return {
    value,
    low: Math.min(value, at(within(Math.floor((ranks.low * n) / own))).low),
    high: Math.max(value, at(within(Math.ceil((ranks.high * n) / own))).high),
  };
}

/** Sorted values by rank. */
export const orderedValues = (sorted: ArrayLike<number>): Ordered => ({
  n: sorted.length,
  at: (rank) => {
    const value = sorted[rank - 1] as number;
    return { low: value, middle: value, high: value };
  },
});

/** The same of sorted values. */
export const quantileOf = (
  sorted: ArrayLike<number>,
  p: number,
  level: number,
  effective?: number,
): Quantile | null => quantileIn(orderedValues(sorted), p, level, effective);

const LEVEL = 0.95;

/** The median, the 95th and the 99th percentile with 95% intervals; `effective` as for one. Null without a value. */
export function quantilesIn(ordered: Ordered, effective: (p: number) => number): Quantiles | null {
  const quantile = (p: number): Quantile | null => quantileIn(ordered, p, LEVEL, effective(p));
  const [p50, p95, p99] = [quantile(0.5), quantile(0.95), quantile(0.99)];
  return p50 === null || p95 === null || p99 === null ? null : { of: ordered.n, p50, p95, p99 };
}
