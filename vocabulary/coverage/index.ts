/** `vocab coverage`: which tokens training data has, and how often. */

export type { TokenCounts, TrainingSample } from '../counting/index.js';
export { type CountOptions, countTokens } from './count.js';
export { type CoverageFacts, readCoverageFacts } from './facts.js';
export { addCoverage, coverageDocument, KIND as COVERAGE_KIND, readCoverage } from './file.js';
export { type ClassCoverage, type CoverageSummary, LEAST_SAMPLES, summarize } from './summary.js';
export type { CountedFile, Coverage } from './types.js';
