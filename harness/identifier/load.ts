/** The identifier of a name. */

import { francIdentifier, type Identifier } from '../../detectors/index.js';
import { loadFastText } from './fasttext.js';

export type IdentifierName = Identifier['name'];

/**
 * The identifier of that name, loaded once a thread. franc is told from `languages` alone where they are given; fastText
 * always knows its 176. Throws UserError where fastText cannot be loaded.
 */
export async function loadIdentifier(
  name: IdentifierName,
  languages?: readonly string[],
): Promise<Identifier> {
  return name === 'franc' ? francIdentifier(languages) : loadFastText();
}
