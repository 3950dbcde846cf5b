/** One record of a prompt file (a line of JSONL, a row of CSV), checked. */

import * as v from 'valibot';
import type { Prompt } from './types.js';
import { UserError } from './user-error.js';

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));

const message = v.strictObject({
  role: v.picklist(['system', 'user', 'assistant']),
  content: text,
});

const record = v.object({
  id: v.optional(text),
  language: v.optional(text),
  text: v.optional(text),
  messages: v.optional(v.pipe(v.array(message), v.minLength(1, 'must not be empty'))),
  tags: v.optional(v.array(text)),
  allow: v.optional(v.array(text)),
});

/** True for a well-formed BCP 47 tag. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/**
 * The prompt that `value` describes. `where` names the place for errors; `language` and `id` stand in for missing fields.
 * Throws UserError.
 */
export function toPrompt(value: unknown, where: string, language: string | undefined, id: string): Prompt {
  const parsed = v.safeParse(record, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue);
    throw new UserError(`${field === null ? '' : `field "${field}": `}${issue.message}`, where);
  }
  const { output } = parsed;
  const tag = output.language ?? language;
  if (tag === undefined) {
    throw new UserError(
      'the prompt has no language',
      where,
      'add a field "language" or give the whole file one',
    );
  }
  if (!isLanguageTag(tag))
    throw new UserError(`"${tag}" is no language tag`, where, 'use BCP 47, such as ja or zh-Hans');
  const messages =
    output.messages ??
    (output.text === undefined ? undefined : [{ role: 'user' as const, content: output.text }]);
  if (messages === undefined) throw new UserError('the prompt has neither "text" nor "messages"', where);
  return {
    id: output.id ?? id,
    language: tag,
    messages,
    ...(output.tags && { tags: output.tags }),
    ...(output.allow && { allow: output.allow }),
  };
}
