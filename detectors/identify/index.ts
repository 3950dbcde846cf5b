/** Telling languages of one script apart, by an identifier. franc is not behind this door: its tables take long to load. */

export { countFunctionWords, isPlain } from './function-words.js';
export {
  type Guess,
  IDENTIFIERS,
  type Identifier,
  type IdentifierName,
  type Trust,
} from './identifier.js';
export { isLatin, smallUnit } from './letters.js';
export { plainOf, type Segment, segmentsOf } from './segments.js';
export { areSiblings } from './siblings.js';
export { forgetUnits, unitsOf } from './units.js';
export { type Asked, latinVerdict, leansOwn, segmentVerdict, type Verdict, verdictOf } from './verdict.js';
