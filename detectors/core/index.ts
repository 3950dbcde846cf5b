/**
 * Detection with an identifier of the caller's. All that linting a text takes: franc, whose tables take as long to load as all of
 * this, is behind the other door.
 */

export { DETECTOR_VERSION, detectBy, type Identified } from '../detect.js';
export { COUNTED, type CountedAs, countedAs, findingKinds } from '../find/index.js';
export {
  type Guess,
  IDENTIFIERS,
  type Identifier,
  type IdentifierName,
  type Trust,
} from '../identify/index.js';
export {
  type DetectionSettings,
  languages,
  type Policy,
  policiesOf,
  policyFor,
} from '../policy/index.js';
export { type SplitContent, type SplitOptions, splitReasoning, type TornMarkup } from '../reasoning/index.js';
export { canonicalTag, isLanguageTag, primaryLanguage } from '../tags.js';
export type * from '../types.js';
export { hasPolicy, plainTag, tagAsWritten, tagOfLanguage } from '../written.js';
