/** Suites: what to ask of whom. */

export { loadSuite, type Suite } from './load.js';
export { loadPolicyFile } from './policy-file.js';
export type { SuiteTarget } from './schema.js';
