/** Running suites against endpoints. */

export { countQuestions, hashOf, type Part, questionsFor } from './plan.js';
export { type RunOptions, type RunResult, runSuite, type TargetPlan } from './run.js';
