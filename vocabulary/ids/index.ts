/** Token ids that a file names. */

export type { NamingOptions } from './naming.js';
export { ownIds } from './own.js';
export { type NamedIds, namedIds, readNamedIds } from './read.js';
