/** Intervals of a rate, and Newcombe's of a difference of rates. */

import type { Pooled } from './clusters.js';
import { Z } from './normal.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval (JASA 22, 1927, 209-212) of a rate `p` from `n` samples; `n` may be an effective number, and `z` is the quantile of the normal
 * distribution for its level, that of 95% where missing. Fractions 0..1; null where `n` is 0.
 */
export function wilson(p: number, n: number, z = Z): Interval | null {
  if (n <= 0) return null;
  const z2 = (z * z) / n;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = (z / (1 + z2)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  // At the ends rounding may leave 1e-17 where the interval reaches 0 or 1 exactly.
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) };
}

/**
 * Newcombe's 95% interval of `candidate - baseline`, from the two Wilson intervals by square and add (Statistics in Medicine 17, 1998,
 * 873-890, method 10; with `phi` 0 that of 2635-2650, method 10 for independent samples). `phi` is the correlation of paired
 * samples. -1..1; null where a side has no sample.
 */
export function newcombe(
  candidate: Pooled,
  baseline: Pooled,
  phi: number,
): (Interval & { readonly delta: number }) | null {
  const p1 = candidate.events / candidate.trials;
  const p2 = baseline.events / baseline.trials;
  const one = wilson(p1, candidate.effective);
  const two = wilson(p2, baseline.effective);
  if (one === null || two === null) return null;
  const add = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  const delta = p1 - p2;
  return {
    delta,
    low: Math.max(-1, delta - add(p1 - one.low, two.high - p2)),
    high: Math.min(1, delta + add(one.high - p1, p2 - two.low)),
  };
}
