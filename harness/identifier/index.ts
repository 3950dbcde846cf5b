/** Identifiers of line language: fastText's lid.176 from its package, or franc. */

export { type Detector, detectorBy } from './asked.js';
export { loadFastText } from './fasttext.js';
export { loadIdentifier } from './load.js';
