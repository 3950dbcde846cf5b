/** What is asked of a linter: one text as an object `{id, text, language?, prompt?}`. */

import type { Context } from '../../detectors/core/index.js';
import { fieldAt, UserError } from '../../files/index.js';

/** A text to lint. */
export interface Asked {
  /** As it came; null where there is none. */
  readonly id: unknown;
  readonly text: string;
  /** A language tag as it is written, unchecked. */
  readonly language: string;
  readonly context: Context;
}

/**
 * The text in a value of JSON. `where` names its place in errors, `language` stands for one that it does not have, and `todo` says how
 * else to give one. Throws UserError where text or language are missing.
 */
export function askedIn(value: unknown, where: string, language: string | undefined, todo: string): Asked {
  const [id, text, own, prompt] = ['id', 'text', 'language', 'prompt'].map((name) => fieldAt(value, name));
  if (typeof text !== 'string')
    throw new UserError(`the field "text" is ${text === undefined ? 'missing' : 'no text'}`, where);
  const tag = own ?? language;
  if (typeof tag !== 'string') throw new UserError('the text has no language', where, todo);
  return { id: id ?? null, text, language: tag, context: typeof prompt === 'string' ? { prompt } : {} };
}
