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

/** More repeats than anybody asks. */
const MOST_TRIALS = 2 ** 24;

/** How many pairs share two whole numbers, in one order, whatever that of the pairs: sums of fractions depend on it. */
function alike(
  pairs: readonly ClusterPair[],
  numbersOf: (pair: ClusterPair) => readonly [number, number],
): { readonly numbers: readonly [number, number]; n: number }[] {
  const kinds = new Map<number, { readonly numbers: readonly [number, number]; n: number }>();
  for (const pair of pairs) {
    const numbers = numbersOf(pair);
    const name = numbers[0] * MOST_TRIALS + numbers[1];
    const kind = kinds.get(name);
    if (kind === undefined) kinds.set(name, { numbers, n: 1 });
    else kind.n++;
  }
  return [...kinds].sort(([one], [other]) => one - other).map(([, kind]) => kind);
}

/** Samples that tell as much as one, where the data cannot show it, times all samples. */
function assumedOf(pairs: readonly ClusterPair[]): number {
  let assumed = 0;
  for (const { numbers, n } of alike(pairs, ({ trials, observations = trials }) => [trials, observations]))
    assumed += n * numbers[0] * assumedSize(...numbers);
  return assumed;
}

/**
 * The pairs and those that differ, scaled so that the variance of the difference is the one that is seen among prompts. With one repeat that is the
 * table of McNemar's test itself. With several, a prompt's difference is of `size` samples, by the variance over prompts over that of pairs that differ
 * independently ({@link sizeFrom}): with few that differ it leans on what is assumed.
 */
export function discordantOf(pairs: readonly ClusterPair[]): Discordant {
  let [n, filled, worse, better] = [0, 0, 0, 0];
  for (const { trials, candidate, baseline } of pairs) {
    n += trials;
    if (trials > 0) filled++;
    worse += Math.max(0, candidate - baseline);
    better += Math.max(0, baseline - candidate);
  }
  if (filled === n) return { n, worse, better };
  const delta = (worse - better) / n;
  let squares = 0;
  for (const { numbers, n: own } of alike(pairs, ({ trials, candidate, baseline }) => [
    candidate - baseline,
    trials,
  ]))
    squares += own * (numbers[0] - delta * numbers[1]) ** 2;
  const assumed = assumedOf(pairs);
  const independent = Math.max(0, worse + better - delta * delta * n);
  const size =
    filled < 2
      ? assumed / n
      : sizeFrom((filled / (filled - 1)) * squares, independent, assumed / n) / knownFrom(filled);
  return { n: n / size, worse: worse / size, better: better / size };
}
