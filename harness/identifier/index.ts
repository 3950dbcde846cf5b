/** Identifiers of line language: fastText's lid.176 from its package, or franc. */

export { loadFastText } from './fasttext.js';
export { type IdentifierName, loadIdentifier } from './load.js';
