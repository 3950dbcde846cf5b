/** Statistics of mixing. They know nothing of reports. docs/method.md explains each choice. */

export { type Cluster, correlation, type Pooled, pool } from './clusters.js';
export { type Corrected, correctedRate, type Labelled, labelsToDo } from './corrected.js';
export { type Interval, newcombe, wilson } from './intervals.js';
export { type Ratio, ratioOf } from './ratios.js';
export { fisher, holm, signFlip } from './tests.js';
