/** Tallies: judged samples in, counts that can be stored and added up out. */

export { type TallyKey, tallyKey } from './key.js';
export { unnamed } from './prompts.js';
export { RunTally } from './run.js';
export { isSimulated } from './simulated.js';
export { type StoredTally, withoutColumns } from './stored.js';
export { TargetTally } from './target.js';
