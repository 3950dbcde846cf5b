/** Detection of off-script text. Pure: no file, no network, no clock; it also runs in a browser. */

export { DETECTOR_VERSION, detect } from './detect.js';
export { francIdentifier, type Guess, type Identifier } from './language/index.js';
export * from './measures/index.js';
export {
  applyPolicy,
  type DetectionSettings,
  isScript,
  languages,
  POLICY_VERSION,
  type Policy,
  type PolicyOrigin,
  type PolicyOverride,
  policies,
  policiesOf,
  policyFor,
  scriptsOf,
} from './policy/index.js';
export { canonicalTag, isLanguageTag, primaryLanguage } from './tags.js';
export * from './types.js';
export {
  type ScriptRun,
  scriptExtensionsOf,
  scriptOf,
  scriptRuns,
  UNICODE_VERSION,
} from './unicode/index.js';
