/** Samples as they are shown and chosen: all texts of one with what was found in them. */

export { type Flip, flipsOf } from './flips.js';
export { recordOfSample } from './record.js';
export { isFlagged, type ShownChannel, type ShownSample, type ShownText, shownSample } from './sample.js';
export { EVIDENCE, isFlaggedSample, type Traits, traitsOf } from './traits.js';
