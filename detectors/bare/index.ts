/** All of detection but franc, whose tables take as long to load as a third of this: for rooms that name who tells the language of lines. */

export { isProse } from '../code/index.js';
export { type Signs, SKETCH, shareOfSketch, signsOf } from '../collapse/index.js';
export * from '../core/index.js';
export {
  EXEMPTIONS,
  type ExemptionDescription,
  type ExemptionExample,
  exemptionRules,
} from '../exempt/index.js';
export { isMixing, type KindDescription } from '../find/index.js';
export { hanScriptOf } from '../han/index.js';
export { allLanguages, type HanForms, type Language, type OtherLetters } from '../languages/index.js';
export * from '../measures/index.js';
export { type OffScript, offScriptUnder } from '../off-script.js';
export {
  applyPolicy,
  isScript,
  POLICY_VERSION,
  type PolicyOrigin,
  type PolicyOverride,
  policies,
  scriptsOf,
} from '../policy/index.js';
export {
  isRightToLeft,
  isUnspaced,
  letterScriptOf,
  normalForm,
  type ScriptRun,
  scriptExtensionsOf,
  scriptOf,
  scriptRuns,
  UNICODE_VERSION,
} from '../unicode/index.js';
