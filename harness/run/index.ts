/** Running suites against endpoints. */

export { parseCustomId, writeBatch } from './batch.js';
export { hashOf, questionsFor } from './plan.js';
export { type RunOptions, type RunResult, runSuite } from './run.js';
