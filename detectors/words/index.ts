/** Words: which are ordinary, which are terms. */

export { isCommonEnglish } from './english.js';
export { isBorrowedBySoftware, isOfSoftware } from './terms.js';
