/** Counts the tokens of training data, whoever made it: `vocab coverage` of any, `vocab repair` of its own. */

export { Counter, noCounts } from './counter.js';
export { PartEncoder } from './parts.js';
export type { TokenCounts, TrainingSample } from './types.js';
