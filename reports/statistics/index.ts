/** Statistics of mixing. They know nothing of reports. docs/method.md explains each choice. */

export { effectiveOf, effectiveValues, intraclass, likenessOf, underLikeness } from './alike.js';
export {
  adjustedWealth,
  Bets,
  type Hypothesis,
  mostWon,
  type Observed,
  sequentialInterval,
  type Weighted,
} from './betting.js';
export { BUCKETS, bucketBounds, bucketLog, bucketOf } from './buckets.js';
export {
  ASSUMED_CORRELATION,
  type Cluster,
  clusteredVariance,
  correlation,
  correlationWithin,
  designEffect,
  type Pooled,
  pool,
  pooledBy,
  poolRepeats,
  type Units,
} from './clusters.js';
export { type Corrected, correctedRate, type Labelled, labelsToDo } from './corrected.js';
export { type ClusterPair, discordantOf } from './discordant.js';
export { type Drift, distanceOf, driftOf, type Looks, meanLook } from './drift.js';
export {
  differenceOf,
  type Evidence,
  independentEvidence,
  leastP,
  pairedEvidence,
  scaled,
} from './evidence.js';
export { chainGraph, type Graph, graphical, holmGraph } from './graph.js';
export { type Adjusted, hierarchy, splitLevel, type Tested } from './hierarchy.js';
export { type Interval, newcombe, wilson } from './intervals.js';
export {
  addLogSums,
  addPairedLogSums,
  type LogSums,
  logSumsOf,
  meanLog,
  NO_LOGS,
  NO_PAIRED_LOGS,
  type PairedLogSums,
  pairedLogDifference,
  pairedLogSumsOf,
  partsOfLog,
  unpairedLogDifference,
} from './log-sums.js';
export {
  differenceInterval,
  differenceOfMeans,
  type Mean,
  meanOf,
  rateInterval,
  type Unseen,
  type Values,
  worthOf,
} from './means.js';
export { type More, moreFor, type Planned } from './more.js';
export { normalQuantile, normalTail, Z } from './normal.js';
export {
  binomialCdf,
  coverageOf,
  type Ordered,
  orderedValues,
  type Quantile,
  type Quantiles,
  quantileOf,
  quantileRanks,
  quantilesIn,
  type Ranks,
} from './order.js';
export { type Amounts, type PerUnit, perUnit, perUnitDifference } from './per-unit.js';
export { type Assumed, type Goal, powerOf, promptsFor } from './power.js';
export { type Int, seeded, shuffled, uniform } from './random.js';
export { type Beaten, type RankSet, rankSets } from './ranks.js';
export {
  type LogDifference,
  logDifference,
  noRatio,
  type Ratio,
  ratioAt,
  ratioOf,
  ratioOfLogs,
} from './ratios.js';
export {
  type Difference,
  type Discordant,
  type Events,
  intervalOf,
  noDifference,
  pairedScore,
  pWithin,
  pWorse,
  unpairedScore,
} from './score.js';
export { type Levels, sharesOf, type TermShare } from './shares.js';
export { type Similarity, similarityOf } from './similarity.js';
export { type Sampled, type StratifiedRate, stratifiedRate } from './strata.js';
export { fisher, holm, signFlip } from './tests.js';
export { type AtStep, cochranArmitage, promptTrend, repeatTrend, type Stratum, type Trend } from './trend.js';
