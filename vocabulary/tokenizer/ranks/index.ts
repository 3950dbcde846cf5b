/** Rank files of tiktoken. */

export { type KnownRanks, knownRanks } from './patterns.js';
export { isRanks, readRanks } from './read.js';
