/**
 * Intervals of a difference that Offscript's are compared with. Those of evalstats 0.3.3 (PyPI) are written out again here: its
 * `mj_floor_paired_ci_multirun_moments` with the repeats of a prompt paired at random, and `bonett_price_paired_ci_multirun_cluster`.
 */

import {
  type ClusterPair,
  correlation,
  type Interval,
  newcombe,
  pool,
  Z,
} from '../../reports/statistics/index.js';

interface Moments {
  readonly n: number;
  readonly repeats: number;
  readonly mean: number;
  /** Sums over prompts of squared differences, and of the share of repeats that differ. */
  readonly squares: number;
  readonly differing: number;
}

function momentsOf(pairs: readonly ClusterPair[]): Moments {
  let [sum, squares, differing] = [0, 0, 0];
  for (const { trials: m, candidate, baseline } of pairs) {
    const difference = (candidate - baseline) / m;
    sum += difference;
    squares += difference * difference;
    differing += (candidate * (m - baseline) + baseline * (m - candidate)) / m / m;
  }
  const n = pairs.length;
  return { n, repeats: pairs[0]?.trials ?? 1, mean: sum / n, squares, differing };
}

function floored(pairs: readonly ClusterPair[]): Interval {
  const { n, repeats, mean, squares, differing } = momentsOf(pairs);
  const variance = squares / n - mean * mean;
  const within = Math.max(0, differing - squares) / n;
  const whole =
    repeats === 1 ? variance : Math.max((variance * n) / (n - 1) - within / repeats, 0) + within / repeats;
  const shrunk = 1 + (Z * Z) / n;
  const half = (Z / shrunk) * Math.sqrt(whole / n + (Z * Z * Math.max(0.25, differing / n)) / (n * n));
  return { low: mean / shrunk - half, high: mean / shrunk + half };
}

function bonettPrice(pairs: readonly ClusterPair[]): Interval {
  const { n, mean, squares } = momentsOf(pairs);
  const centre = (mean * n) / (n + 2);
  const half = Z * Math.sqrt(((squares + 2) / (n + 2) - centre * centre) / (n + 2));
  return { low: centre - half, high: centre + half };
}

/** What was taken before: by square and add from two Wilson intervals, with the correlation of the prompts. */
function squareAndAdd(pairs: readonly ClusterPair[]): Interval {
  const one = pairs.map(({ candidate: events, trials }) => ({ events, trials }));
  const two = pairs.map(({ baseline: events, trials }) => ({ events, trials }));
  return newcombe(pool(one), pool(two), correlation(one, two)) ?? { low: -1, high: 1 };
}

export const OTHERS = {
  Newcombe: squareAndAdd,
  'mj_floor moments': floored,
  'Bonett-Price cluster': bonettPrice,
} as const;
