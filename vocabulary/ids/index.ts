/** Token ids that a file names. */

export { type NamedIds, type NamingOptions, readNamedIds } from './read.js';
