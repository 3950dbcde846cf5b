/** What commands about vocabularies found and wrote as JSON, read again. */

export { type FoundKind, readFound } from './read.js';
export { count, listed, source, tokenizerId } from './shapes.js';
