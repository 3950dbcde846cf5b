/** Telling languages of one script apart. */

export type { Guess, Identifier } from './identifier.js';
export { latinLanguage } from './latin.js';
