/** `vocab scan`: what is in a vocabulary. */

export { scanVocabulary } from './scan.js';
export type { ClassScan, Scan } from './types.js';
