/** Token ids that a file names. */

export { ownIds } from './own.js';
export { type NamedIds, type NamingOptions, namedIds, readNamedIds } from './read.js';
