/** Telling languages of one script apart. */

export { latinLanguage } from './latin.js';
