/** Running suites against endpoints. */

export { hashOf, questionsFor } from './plan.js';
export { type RunOptions, type RunResult, runSuite } from './run.js';
