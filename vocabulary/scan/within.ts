/** Ends work that takes too long, in this thread: a pattern in a tokenizer can be made to take for ever over a few letters. */

import { runInNewContext } from 'node:vm';

/** Work took longer than it may, and was ended. */
export class TooLong extends Error {}

/** What `work` returns. Throws {@link TooLong} after so many milliseconds, in a regular expression too; what it was at is left half done. */
export function within<T>(milliseconds: number, work: () => T): T {
  try {
    // The engine ends what runs in a script, whatever it calls: a call costs a tenth of a millisecond, where a thread would have to read the tokenizer again.
    return runInNewContext('work()', { work }, { timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TooLong();
  }
}
