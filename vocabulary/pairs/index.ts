/** `vocab repair --dpo`: pairs of answers, of which a model is to prefer one. */

export {
  type Pair,
  type PairCounts,
  type Pairs,
  type PairsOptions,
  pairLine,
  pairsOf,
  type TargetPairs,
} from './pairs.js';
