/** How alike values of one cluster are, and how many independent ones would tell as much. */

import { normalQuantile } from './normal.js';

/** Ranks of values from 1, ties sharing their mean. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * The intraclass correlation by one-way analysis of variance (Donner and Koval, Biometrics 36, 1980, 19-25), 0..1, from the sums of squares between and within `k` clusters of `n` values in
 * all, the squares of whose sizes add up to `squares`; 0 where no cluster has two.
 */
export function intraclass(sums: {
  readonly k: number;
  readonly n: number;
  readonly squares: number;
  readonly between: number;
  readonly within: number;
}): number {
  const { k, n, squares, between, within } = sums;
  if (k < 2 || n === k) return 0;
  const size = (n - squares / n) / (k - 1);
  const [msb, msw] = [between / (k - 1), within / (n - k)];
  const likeness = (msb - msw) / (msb + (size - 1) * msw);
  return Number.isFinite(likeness) ? Math.min(1, Math.max(0, likeness)) : 0;
}

/**
 * The intraclass correlation of ranks, 0..1; 0 where no cluster has two values. Ranks, since times have long tails, which a few values would decide.
 */
export function likenessOf(clusters: readonly (readonly number[])[]): number {
  const filled = clusters.filter(({ length }) => length > 0);
  const ranks = ranksOf(filled.flat());
  const [k, n] = [filled.length, ranks.length];
  const mean = (n + 1) / 2;
  let [between, within, squares, at] = [0, 0, 0, 0];
  for (const { length: m } of filled) {
    const own = ranks.subarray(at, at + m);
    at += m;
    const center = own.reduce((sum, rank) => sum + rank, 0) / m;
    between += m * (center - mean) ** 2;
    for (const rank of own) within += (rank - center) ** 2;
    squares += m * m;
  }
  return intraclass({ k, n, squares, between, within });
}

/** Steps of Simpson's rule: the integrand is smooth. */
const STEPS = 200;

/**
 * The correlation of "is at most the quantile `p`" of two values whose normal scores have the correlation `rho`: by the integral of the bivariate normal density over the
 * correlation (Plackett, Biometrika 41, 1954, 351-360). The further out, the less alike.
 */
export function underLikeness(rho: number, p: number): number {
  if (rho <= 0) return 0;
  if (rho >= 1) return 1;
  const z = normalQuantile(1 - p);
  // By the angle whose sine is the correlation, at which nothing is infinite.
  const end = Math.asin(rho);
  const at = (angle: number): number => Math.exp((-z * z) / (1 + Math.sin(angle))) / (2 * Math.PI);
  let sum = at(0) + at(end);
  for (let i = 1; i < STEPS; i++) sum += (i % 2 === 1 ? 4 : 2) * at((end * i) / STEPS);
  return Math.min(1, (sum * end) / (3 * STEPS) / (p * (1 - p)));
}

/** Correlation of normal scores from that of ranks (Pearson, On Further Methods of Determining Correlation, 1907). */
const scoresFrom = (ranks: number): number => 2 * Math.sin((Math.PI * ranks) / 6);

/** As many independent values as tell what `n` do of the quantile `p`, whose normal scores have the correlation `rho` within clusters, the squares of whose sizes add up to `squares`: by the design effect (Kish, Survey Sampling, 1965, 5.4) of being at most that. */
export const effectiveOf = (n: number, squares: number, rho: number, p: number): number =>
  n === 0 ? 0 : n / (1 + (squares / n - 1) * underLikeness(rho, p));

/** The same of values that are there, from the likeness of their ranks as it is of normal scores. */
export function effectiveValues(clusters: readonly (readonly number[])[], p: number): number {
  let [n, squares] = [0, 0];
  for (const { length } of clusters) {
    n += length;
    squares += length * length;
  }
  return effectiveOf(n, squares, scoresFrom(likenessOf(clusters)), p);
}
