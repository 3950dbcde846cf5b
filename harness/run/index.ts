/** Running suites against endpoints. */

export { type Estimate, estimateRun } from './estimate.js';
export { hashOf, type Part, questionsFor } from './plan.js';
export { type RunOptions, type RunResult, runSuite, type TargetPlan } from './run.js';
