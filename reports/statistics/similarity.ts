/** How alike two deciders are in what they do: the F1 score of one's decisions with the other's as the truth, with its interval. */

import { type Cluster, type Pooled, pooledBy, type Units } from './clusters.js';
import { wilson } from './intervals.js';

/** Decisions where either decided for it: `events` of them where both did, cluster by cluster. */
export interface Similarity {
  /** Null where neither ever did. */
  readonly f1: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pooled: Pooled;
}

/** F1 = 2TP / (2TP + FP + FN) grows with the share TP / (TP + FP + FN) alone: Jaccard's and Dice's coefficient. */
const fromShare = (share: number): number => (2 * share) / (1 + share);

/** Wilson's interval of that share, as F1. */
export function similarityOf(clusters: readonly Cluster[], units: Units): Similarity {
  const filled = clusters.filter(({ trials }) => trials > 0);
  const pooled = pooledBy(units, filled);
  const { events, trials, effective } = pooled;
  if (trials === 0) return { f1: null, low: null, high: null, pooled };
  const interval = wilson(events / trials, effective);
  return {
    f1: fromShare(events / trials),
    low: interval && fromShare(interval.low),
    high: interval && fromShare(interval.high),
    pooled,
  };
}
