/** Running suites against endpoints. */

export { parseCustomId, writeBatch } from './batch.js';
export { type Estimate, estimateRun } from './estimate.js';
export { hashOf, questionsFor } from './plan.js';
export { runSuite } from './run.js';
export type { Part, RunOptions, RunResult, TargetPlan } from './types.js';
