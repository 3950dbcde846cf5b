/** `vocab scan`: what is in a vocabulary. */

export { readScan, type ScanFile } from './file.js';
export { type ScanOptions, scanVocabulary } from './scan.js';
export { type LookedAt, tokensOf } from './tokens.js';
export type { ClassScan, Scan } from './types.js';
