/** A bounded memory of answers, so that what two measures ask about the same line is worked out once. */

import type { Guess } from '../../detectors/index.js';

/** Lines of a generation. */
const LINES = 4096;

/** Longer lines, in code units, seldom come twice, and would fill the memory. */
const LONGEST = 1024;

/** `identify`, remembering at least the last 4,096 lines and at most twice as many. */
export function memoised(identify: (line: string) => readonly Guess[]): (line: string) => readonly Guess[] {
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
