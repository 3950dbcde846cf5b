/** The languages that are known, a file each. */

export { all as allLanguages } from './all.generated.js';
export { closeTo } from './close.js';
export type { HanForms, Language, OtherLetters } from './language.js';
