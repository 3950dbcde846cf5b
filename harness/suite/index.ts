/** Suites: what to ask of whom. */

export { type Api, TAKES } from './apis.js';
export { readsAsName } from './keys.js';
export { loadPolicyFile, loadSuite, type Suite } from './load.js';
export type { SuiteFile, SuiteTarget } from './schema.js';
export { asText } from './template.js';
