/** What `vocab repair` makes: copies, pairs, lists of tokens. */

export { writeBias } from './bias.js';
export { writeCopies } from './copies.js';
export type { RepairCommand } from './options.js';
export { writePairs } from './pairs.js';
