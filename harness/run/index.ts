/** Running suites against endpoints. */

export { type Estimate, estimateRun } from './estimate.js';
export { hashOf, type Question, questionsFor } from './plan.js';
export { runSuite } from './run.js';
export type { Failures, NotAsked, Part, RunOptions, RunResult, TargetPlan, Wanting } from './types.js';
