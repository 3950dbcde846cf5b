/** Words: which are ordinary. */

export { isCommonEnglish } from './english.js';
