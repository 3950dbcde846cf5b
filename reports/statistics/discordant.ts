/** Pairs of clusters as pairs of single samples: so many of them, and so many that differ, as would tell as much. */

import { assumedSize, knownFrom, sizeFrom } from './clusters.js';
import type { Discordant } from './score.js';

/** One prompt: events of either target over the same samples. */
export interface ClusterPair {
  readonly trials: number;
  readonly candidate: number;
  readonly baseline: number;
  /** How many of the samples tell something of their own, on the side with fewer of them; as many as `trials` where missing. */
  readonly observations?: number;
}

/**
 * The pairs and those that differ, scaled so that the variance of the difference is the one that is seen among prompts. With one repeat that is the
 * table of McNemar's test itself. With several, a prompt's difference is of `size` samples, by the variance over prompts over that of pairs that differ
 * independently ({@link sizeFrom}): with few that differ it leans on what is assumed.
 */
export function discordantOf(pairs: readonly ClusterPair[]): Discordant {
  let [n, filled, worse, better, assumed] = [0, 0, 0, 0, 0];
  for (const { trials, candidate, baseline, observations } of pairs) {
    n += trials;
    if (trials > 0) filled++;
    worse += Math.max(0, candidate - baseline);
    better += Math.max(0, baseline - candidate);
    assumed += trials * assumedSize(trials, observations);
  }
  if (filled === n) return { n, worse, better };
  const delta = (worse - better) / n;
  let squares = 0;
  for (const { trials, candidate, baseline } of pairs)
    squares += (candidate - baseline - delta * trials) ** 2;
  const independent = Math.max(0, worse + better - delta * delta * n);
  const size =
    filled < 2
      ? assumed / n
      : sizeFrom((filled / (filled - 1)) * squares, independent, assumed / n) / knownFrom(filled);
  return { n: n / size, worse: worse / size, better: better / size };
}
