/** The identifier of a name. */

import { francIdentifier, type Identifier, type IdentifierName } from '../../detectors/index.js';
import { loadFastText } from './fasttext.js';
import { memoised } from './memo.js';

let remembering: Promise<Identifier> | undefined;

async function rememberingFastText(): Promise<Identifier> {
  const fastText = await loadFastText();
  return { ...fastText, identify: memoised(fastText.identify) };
}

/**
 * The identifier of that name, loaded once a thread. fastText knows 176 languages and remembers the last lines; franc is told from
 * `languages` alone where they are given. Throws UserError where fastText cannot be loaded.
 */
export async function loadIdentifier(
  name: IdentifierName,
  languages?: readonly string[],
): Promise<Identifier> {
  if (name === 'franc') return francIdentifier(languages);
  remembering ??= rememberingFastText();
  // A failure is not remembered: the file may be there the next time.
  remembering.catch(() => {
    remembering = undefined;
  });
  return remembering;
}
