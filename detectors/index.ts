/** Detection of off-script text. Pure: no file, no network, no clock; it also runs in a browser. */

export { DETECTOR_VERSION, detect } from './detect.js';
export { francIdentifier, type Guess, type Identifier, latinLanguage } from './language/index.js';
export * from './measures/index.js';
export { languages, POLICY_VERSION, type Policy, policyFor } from './policy/index.js';
export * from './types.js';
export {
  type ScriptRun,
  scriptExtensionsOf,
  scriptOf,
  scriptRuns,
  UNICODE_VERSION,
} from './unicode/index.js';
