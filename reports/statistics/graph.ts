/** Tests of which each passes its level on when it is rejected: the graphs of Bretz et al. (Statistics in Medicine 28, 2009, 586-604). */

import type { Adjusted } from './hierarchy.js';

/** What each test has of the level at first, 1 in all at most, and which part of what it has goes to which other test when it is rejected, 1 in all at most. */
export interface Graph {
  readonly shares: readonly number[];
  readonly edges: readonly (readonly number[])[];
}

/** Each has the same, and what a rejected one had goes to all others alike: Holm's procedure. */
export const holmGraph = (tests: number): Graph => ({
  shares: new Array<number>(tests).fill(1 / tests),
  edges: square(tests, (from, to) => (from === to ? 0 : 1 / (tests - 1))),
});

/**
 * The first has the part `first` and the others the same each; what a rejected one had goes to the next, and from the last to the first (the fallback
 * procedure: Wiens and Dmitrienko, Journal of Biopharmaceutical Statistics 15, 2005, 929-942). With a first part of 1 the tests are a fixed sequence.
 */
export const chainGraph = (tests: number, first: number): Graph => ({
  shares: Array.from({ length: tests }, (_, i) =>
    tests === 1 ? 1 : i === 0 ? first : (1 - first) / (tests - 1),
  ),
  edges: square(tests, (from, to) => Number(tests > 1 && to === (from + 1) % tests)),
});

const square = (size: number, of: (from: number, to: number) => number): number[][] =>
  Array.from({ length: size }, (_, from) => Array.from({ length: size }, (_, to) => of(from, to)));

const at = (row: readonly number[] | undefined, i: number): number => row?.[i] ?? 0;

/** The edges without a test that was rejected: what went through it goes past it (algorithm 1 there). */
const edgesWithout = (edges: readonly (readonly number[])[], gone: number): number[][] =>
  edges.map((own, from) =>
    own.map((edge, to) => {
      if (from === gone || to === gone || from === to) return 0;
      const round = at(own, gone) * at(edges[gone], from);
      return round < 1 ? (edge + at(own, gone) * at(edges[gone], to)) / (1 - round) : 0;
    }),
  );

/** The tests at the level `alpha`: the chance of any false alarm among them stays under it. p values are two-sided or one-sided, as they are given; in their order. */
export function graphical(values: readonly number[], { shares, edges }: Graph, alpha: number): Adjusted[] {
  const own = [...shares];
  const adjusted = new Array<number>(values.length).fill(1);
  const alphas = own.map((share) => alpha * share);
  const left = new Set(values.keys());
  let ways = edges;
  let highest = 0;
  while (left.size > 0 && highest < 1) {
    let [best, ratio] = [-1, Number.POSITIVE_INFINITY];
    for (const i of left) {
      const share = at(own, i);
      if (highest < alpha) alphas[i] = alpha * share;
      if (share > 0 && at(values, i) / share < ratio) [best, ratio] = [i, at(values, i) / share];
    }
    if (best < 0) break;
    highest = Math.max(highest, Math.min(1, ratio));
    adjusted[best] = highest;
    left.delete(best);
    for (const i of left) own[i] = at(own, i) + at(own, best) * at(ways[best], i);
    ways = edgesWithout(ways, best);
  }
  return adjusted.map((p, i) => ({ p, alpha: at(alphas, i) }));
}
