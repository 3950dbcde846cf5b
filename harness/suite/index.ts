/** Suites: what to ask of whom. */

export { loadPolicyFile, loadSuite, type Suite } from './load.js';
export type { SuiteTarget } from './schema.js';
