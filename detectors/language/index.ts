/** Telling languages of one script apart. */

export { francIdentifier } from './franc.js';
export type { Guess, Identifier } from './identifier.js';
export { latinLanguage } from './latin.js';
