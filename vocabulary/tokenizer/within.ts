/** Ends work that takes too long, in this thread: a pattern in a tokenizer can be made to take for ever over a few letters. */

import { type Context, createContext, Script } from 'node:vm';
import { UserError } from '../../files/index.js';
import type { Vocabulary } from './types.js';

/** Work took longer than it may, and was ended. */
class TooLong extends Error {}

/** Milliseconds that all texts of a vocabulary may take: real ones take a twentieth of a millisecond a token of the processor, which others may use as well. */
const timeFor = (tokens: number): number => 10_000 + tokens;

/** Milliseconds that one text may take: by real tokenizers a million UTF-16 code units take a second or two. */
const timeForText = ({ length }: string): number => 10_000 + length / 10;

/** What is called in the context below, which takes as long to make as many a call. */
const called: { work: () => unknown } = { work: () => undefined };
let context: Context | undefined;
const call = new Script('work()');

/** Whether a clock runs already. */
let isTimed = false;

/** What `work` returns. Throws {@link TooLong} after so many milliseconds, in a regular expression too; what it was at is left half done. */
function within<T>(milliseconds: number, work: () => T): T {
  const before = isTimed;
  isTimed = true;
  try {
    // The engine ends what runs in a script, whatever it calls: a call costs a tenth of a millisecond, where a thread would have to read the tokenizer again.
    context ??= createContext(called);
    called.work = work;
    return call.runInContext(context, { timeout: Math.ceil(milliseconds) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TooLong();
  } finally {
    isTimed = before;
  }
}

/** What `work` returns. Throws UserError where it takes longer than these milliseconds: `what` it was at, and where. */
function endedAfter<T>(time: number, what: string, where: string, work: () => T): T {
  try {
    return within(time, work);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    throw new UserError(
      `${what} takes more than ${Math.round(time / 1000)} s`,
      where,
      'a token may be too long, or the pattern by which it splits texts without an end',
    );
  }
}

/**
 * What `work` returns, which encodes texts of a vocabulary's tokens. Throws UserError where that takes longer than any real vocabulary does, or than
 * `time` milliseconds.
 */
export const encodingWithin = <T>(
  { size, source }: Vocabulary,
  work: () => T,
  time: number = timeFor(size),
): T => endedAfter(time, 'to encode the texts of its tokens', source.path, work);

type Encode<T> = (text: string) => T;

/**
 * The same, but for texts that take longer than any real tokenizer does: it throws UserError. Where a clock runs already it is that one that ends
 * them, since one for each text takes longer than most texts.
 */
export function timed<T>(
  encode: Encode<T>,
  path: string,
  timeOf: (text: string) => number = timeForText,
): Encode<T> {
  return (text) =>
    isTimed ? encode(text) : endedAfter(timeOf(text), 'to encode a text', path, () => encode(text));
}
