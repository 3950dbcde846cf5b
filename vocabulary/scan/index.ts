/** `vocab scan`: what is in a vocabulary. */

export { type ScanOptions, scanVocabulary } from './scan.js';
export type { ClassScan, Scan } from './types.js';
export { encodingWithin } from './within.js';
