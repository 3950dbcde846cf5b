/** Suites: what to ask of whom. */

export { loadPolicyFile, loadSuite, type Suite } from './load.js';
export type { SuiteFile, SuiteTarget } from './schema.js';
