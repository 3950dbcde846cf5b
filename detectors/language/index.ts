/** Telling languages of one script apart. */

export { francIdentifier } from './franc.js';
export type { Guess, Identifier } from './identifier.js';
export { type Segment, segmentsOf } from './segments.js';
export { type Asked, leansOwn, type Verdict, verdictOf } from './verdict.js';
