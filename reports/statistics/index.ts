/** Statistics of mixing. They know nothing of reports. docs/method.md explains each choice. */

export {
  adjustedWealth,
  Bets,
  type Hypothesis,
  mostWon,
  type Observed,
  sequentialInterval,
  type Weighted,
} from './betting.js';
export {
  type Cluster,
  clusteredVariance,
  correlation,
  type Pooled,
  pool,
  pooledBy,
  poolRepeats,
  type Units,
  Z,
} from './clusters.js';
export { type Corrected, correctedRate, type Labelled, labelsToDo } from './corrected.js';
export { type ClusterPair, discordantOf } from './discordant.js';
export {
  differenceOf,
  discordantEvidence,
  type Evidence,
  independentEvidence,
  leastP,
  pairedEvidence,
  scaled,
} from './evidence.js';
export { chainGraph, type Graph, graphical, holmGraph } from './graph.js';
export { type Adjusted, hierarchy, splitLevel, type Tested } from './hierarchy.js';
export { type Interval, newcombe, wilson } from './intervals.js';
export { type More, moreFor, type Planned } from './more.js';
export { normalQuantile, normalTail } from './normal.js';
export { type Assumed, type Goal, powerOf, promptsFor } from './power.js';
export { type Ratio, ratioOf } from './ratios.js';
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
export { fisher, holm, signFlip } from './tests.js';
export { type AtStep, cochranArmitage, promptTrend, repeatTrend, type Stratum, type Trend } from './trend.js';
