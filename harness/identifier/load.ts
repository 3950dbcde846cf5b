/** The identifier of a name; fastText with a bounded memory, so that what two measures ask about the same line is worked out once. */

import type { Guess, Identifier, IdentifierName } from '../../detectors/core/index.js';
import { loadFastText } from './fasttext.js';

/** Lines of a generation. */
const LINES = 4096;

/** Longer lines, in code units, seldom come twice, and would fill the memory. */
const LONGEST = 1024;

/** `identify`, remembering at least the last 4,096 lines and at most twice as many. */
function memoised(identify: (line: string) => readonly Guess[]): (line: string) => readonly Guess[] {
  let young = new Map<string, readonly Guess[]>();
  let old = new Map<string, readonly Guess[]>();
  return (line) => {
    if (line.length > LONGEST) return identify(line);
    let guesses = young.get(line);
    if (guesses !== undefined) return guesses;
    guesses = old.get(line) ?? identify(line);
    if (young.size >= LINES) {
      old = young;
      young = new Map();
    }
    young.set(line, guesses);
    return guesses;
  };
}

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
  if (name === 'franc') return (await import('../../detectors/index.js')).francIdentifier(languages);
  remembering ??= rememberingFastText();
  // A failure is not remembered: the file may be there the next time.
  remembering.catch(() => {
    remembering = undefined;
  });
  return remembering;
}
