/** All of detection but franc, whose tables take as long to load as a third of this: for rooms that name who tells the language of lines. */

export { isProse } from '../code/index.js';
export { type Signs, SKETCH, shareOfSketch, signsOf } from '../collapse/index.js';
export { DETECTOR_VERSION } from '../detect.js';
export {
  EXEMPTIONS,
  type ExemptionDescription,
  type ExemptionExample,
  exemptionRules,
} from '../exempt/index.js';
export {
  COUNTED,
  type CountedAs,
  countedAs,
  findingKinds,
  isMixing,
  type KindDescription,
} from '../find/index.js';
export {
  type Guess,
  IDENTIFIERS,
  type Identifier,
  type IdentifierName,
  type Trust,
} from '../identify/index.js';
export { allLanguages, type HanForms, type Language, type OtherLetters } from '../languages/index.js';
export * from '../measures/index.js';
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
} from '../policy/index.js';
export { type SplitContent, type SplitOptions, splitReasoning, type TornMarkup } from '../reasoning/index.js';
export { canonicalTag, isLanguageTag, primaryLanguage } from '../tags.js';
export * from '../types.js';
export {
  isRightToLeft,
  isUnspaced,
  normalForm,
  type ScriptRun,
  scriptExtensionsOf,
  scriptOf,
  scriptRuns,
  UNICODE_VERSION,
} from '../unicode/index.js';
export { hasPolicy, plainTag, tagAsWritten, tagOfLanguage } from '../written.js';
