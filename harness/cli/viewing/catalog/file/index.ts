/** The file of an index, in a folder that this process alone uses. */

export { IndexFile, isIndexError } from './database.js';
export { type IndexFolder, indexFolder } from './folder.js';
export { openFile } from './open.js';
