/** Steps against the one before and against the baseline, tested together. */

import {
  ALPHA,
  type Change,
  cellIn,
  compareTargets,
  judged,
  type Row,
  type Sides,
  sidesOf,
} from '../comparing/index.js';
import {
  chainGraph,
  differenceOf,
  type Evidence,
  type Graph,
  graphical,
  leastP,
  noDifference,
} from '../statistics/index.js';
import type { Comparison } from '../types.js';
import type { Inference } from '../units.js';
import { eventOf, type Place } from './places.js';
import type { Step } from './strata.js';
import type { SeriesChange } from './types.js';

/** Two targets of a series, and how their other answers differ, which is asked for where a rate fell. */
interface Pair {
  readonly sides: Sides;
  readonly change: () => Change;
}

/** Makes pairs of targets, each once. */
export function pairing(inference: Inference): (from: Step, to: Step) => Pair {
  const pairs = new Map<string, Pair>();
  return (from, to) => {
    const name = JSON.stringify([from.target, to.target]);
    const known = pairs.get(name);
    if (known !== undefined) return known;
    const [baseline, candidate] = [
      [from.target, from.tally],
      [to.target, to.tally],
    ] as const;
    let change: Change | undefined;
    const pair: Pair = {
      sides: sidesOf(baseline, candidate, inference),
      change() {
        change ??= compareTargets(baseline, candidate, { inference });
        return change;
      },
    };
    pairs.set(name, pair);
    return pair;
  };
}

/** A change before it is tested among others. */
export interface Untested {
  readonly from: string;
  readonly pair: Pair;
  readonly row: Row;
  readonly evidence: Evidence;
}

/** From one step to another in a place; undefined where either has no sample there. */
export function untested(
  from: Step,
  to: Step,
  place: Place,
  between: ReturnType<typeof pairing>,
): Untested | undefined {
  const pair = between(from, to);
  const compared = eventOf(place);
  const cell = cellIn(pair.sides, place.where, compared);
  if (cell.evidence === null) return undefined;
  return {
    from: from.target,
    pair,
    row: { where: place.where, compared, cell },
    evidence: cell.evidence,
  };
}

/** The smallest p value that any of these could have come to. */
export const leastOf = (changes: readonly Untested[]): number =>
  changes.reduce((least, { evidence }) => Math.min(least, leastP(evidence)), 1);

const fieldsOf = (
  { delta, low, high, level, units, test, p, p_adjusted, verdict, collapse }: Comparison,
  from: string,
): SeriesChange => ({
  from,
  delta,
  low,
  high,
  level,
  units,
  test,
  p,
  p_adjusted,
  verdict,
  ...(collapse && { collapse }),
});

/** The changes of a row, which has so much of the level; by `graph`, in its order. What fell and collapsed is no better. */
export function tested(changes: readonly Untested[], graph: Graph, share: number): SeriesChange[] {
  const found = graphical(
    changes.map(({ evidence }) => noDifference(differenceOf(evidence))),
    { ...graph, shares: graph.shares.map((own) => own * share) },
    ALPHA,
  );
  return changes.map(({ from, pair, row }, i) => {
    const plain = judged(row, pair.sides, found[i]);
    return fieldsOf(plain.verdict === 'better' ? pair.change().besides(plain) : plain, from);
  });
}

/** Whether the answers got worse in a way that makes the rate fall. */
export const hasCollapsed = ({ pair, row }: Untested): boolean =>
  pair.change().besides({ ...judged(row, pair.sides, { p: 0, alpha: ALPHA }), verdict: 'better' }).verdict ===
  'degraded';

/** Of the level, what the last step has, which is tested first; the others share the rest (`npm run bench:series`). */
const LAST = 0.8;

/**
 * Steps against the baseline, the last first: it has most of the level, and each that is significant passes its own on to the one before it. So all steps from
 * some on are found to be worse at once, and steps that were so for a while too.
 */
export const backwards = (steps: number): Graph => chainGraph(steps, LAST);
