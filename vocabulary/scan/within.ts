/** Ends work that takes too long, in this thread: a pattern in a tokenizer can be made to take for ever over a few letters. */

import { runInNewContext } from 'node:vm';
import { UserError } from '../../files/index.js';
import type { Vocabulary } from '../tokenizer/index.js';

/** Work took longer than it may, and was ended. */
class TooLong extends Error {}

/** Milliseconds that all texts of a vocabulary may take: real ones take a twentieth of a millisecond a token of the processor, which others may use as well. */
const timeFor = (tokens: number): number => 10_000 + tokens;

/** What `work` returns. Throws {@link TooLong} after so many milliseconds, in a regular expression too; what it was at is left half done. */
function within<T>(milliseconds: number, work: () => T): T {
  try {
    // The engine ends what runs in a script, whatever it calls: a call costs a tenth of a millisecond, where a thread would have to read the tokenizer again.
    return runInNewContext('work()', { work }, { timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TooLong();
  }
}

/**
 * What `work` returns, which encodes texts of a vocabulary's tokens. Throws UserError where that takes longer than any real vocabulary does, or than
 * `time` milliseconds.
 */
export function encodingWithin<T>(
  { size, source }: Vocabulary,
  work: () => T,
  time: number = timeFor(size),
): T {
  try {
    return within(time, work);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    throw new UserError(
      `to encode the texts of its tokens takes more than ${Math.round(time / 1000)} s`,
      source.path,
      'a token may be too long, or the pattern by which it splits texts without an end',
    );
  }
}
