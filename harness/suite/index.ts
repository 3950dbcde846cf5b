/** Suites: what to ask of whom. */

export { loadSuite, type Suite } from './load.js';
export type { SuiteTarget } from './schema.js';
