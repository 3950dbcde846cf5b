/** Suites: what to ask of whom. */

export { type Api, TAKES } from './apis.js';
export { readsAsName, shownUrl } from './keys.js';
export { loadGateFile, loadPolicyFile, loadSuite, type Suite } from './load.js';
export type { SuiteFile, SuiteTarget } from './schema.js';
export { asText } from './template.js';
