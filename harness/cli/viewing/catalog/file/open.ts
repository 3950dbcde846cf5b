/** Opens the file of an index, made anew where it cannot be read. */

import { UserError } from '../../../../../files/index.js';
import { IndexFile, isIndexError } from './database.js';
import type { IndexFolder } from './folder.js';

/** The file of a folder; one that cannot be opened is made anew. Throws UserError where there is no room for one. */
export function openFile(folder: IndexFolder): IndexFile {
  try {
    return new IndexFile(folder.path);
  } catch {
    folder.clear();
  }
  try {
    return new IndexFile(folder.path);
  } catch (error) {
    if (!isIndexError(error)) throw error;
    throw new UserError(
      `cannot make the index (${error.message})`,
      folder.path,
      'check space and permissions',
    );
  }
}
