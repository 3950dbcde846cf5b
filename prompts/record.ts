/** One record of a prompt file (a line of JSONL, a row of CSV, an item of YAML), checked. */

import * as v from 'valibot';
import { canonicalTag, isLanguageTag, tagAsWritten } from '../detectors/bare/index.js';
import { UserError } from '../files/index.js';
import type { RECORD_FIELDS } from './fields.js';
import type { Prompt } from './types.js';

/** White space at its ends is part of what is asked. */
const text = v.pipe(
  v.string(),
  v.check((value) => value.trim() !== '', 'must not be empty'),
);

/** A list, or a string of it as a cell of a table has it. */
function listOf(separator: RegExp) {
  const split = (cell: string): string[] => cell.split(separator).filter((part) => part.trim() !== '');
  return v.union([
    v.array(text),
    v.pipe(
      v.string(),
      v.transform((cell) => split(cell).map((part) => part.trim())),
    ),
  ]);
}
/** A tag has no spaces; a term may have some. */
const tags = listOf(/[\s,;]+/);
const terms = listOf(/[;\n]+/);

/** In tables a word. */
const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((word) => word === 'true'),
    ),
  ],
  'must be true or false',
);

const count = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0'));

const message = v.strictObject({
  role: v.picklist(['system', 'user', 'assistant']),
  content: text,
});
const messages = v.pipe(v.array(message), v.minLength(1, 'must not be empty'));

const reported = v.pipe(
  v.strictObject({
    model: text,
    script: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z][a-z]{3}$/, 'must be an ISO 15924 code'))),
    mixed: v.exactOptional(count),
    of: v.exactOptional(count),
    source: v.pipe(v.string(), v.url('must be a URL')),
    note: v.exactOptional(text),
  }),
  v.check(
    ({ mixed, of }) => (mixed === undefined) === (of === undefined) && (mixed ?? 0) <= (of ?? 0),
    'must have both "mixed" and "of", or neither',
  ),
);

/** Tables that were written as JSON, and YAML, have null where a field is missing. Other fields are passed over. */
const record = v.object({
  id: v.nullish(
    v.union([
      text,
      v.pipe(
        v.number(),
        v.transform((id) => String(id)),
      ),
    ]),
  ),
  /** In tables, spaces stand behind commas. */
  language: v.nullish(v.pipe(text, v.trim())),
  text: v.nullish(text),
  /** As `text`, or as `messages`: other tools call both so. */
  prompt: v.nullish(v.union([text, messages])),
  messages: v.nullish(messages),
  tags: v.nullish(tags),
  allow: v.nullish(terms),
  exempt: v.nullish(flag),
  expect: v.nullish(terms),
  reported: v.nullish(v.array(reported)),
  note: v.nullish(text),
} satisfies Record<(typeof RECORD_FIELDS)[number], v.GenericSchema>);

function messagesOf({
  text: asked,
  messages: given,
  prompt,
}: v.InferOutput<typeof record>): Prompt['messages'] | undefined {
  if (given != null) return given;
  const said = asked ?? prompt ?? undefined;
  return typeof said === 'string' ? [{ role: 'user', content: said }] : said;
}

let last: { readonly written: string; readonly tag: string | undefined } | undefined;

/** The canonical tag of a language as it is written, undefined where it is none. A file of prompts says the same again and again. */
function tagOf(written: string): string | undefined {
  if (last?.written !== written) {
    const tag = tagAsWritten(written);
    last = { written, tag: isLanguageTag(tag) ? canonicalTag(tag) : undefined };
  }
  return last.tag;
}

/**
 * The prompt that `value` describes. `where` names the place for errors; `language` and `id` stand in for missing fields.
 * Throws UserError.
 */
export function toPrompt(value: unknown, where: string, language: string | undefined, id: string): Prompt {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new UserError('a prompt must be an object', where, 'write one with "text" and "language"');
  const parsed = v.safeParse(record, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue);
    throw new UserError(`${field === null ? '' : `field "${field}": `}${issue.message}`, where);
  }
  const { output } = parsed;
  const written = output.language ?? language;
  if (written === undefined) {
    throw new UserError(
      'the prompt has no language',
      where,
      'add a field "language" or give the whole file one',
    );
  }
  const tag = tagOf(written);
  if (tag === undefined)
    throw new UserError(
      `"${tagAsWritten(written)}" is no language tag`,
      where,
      'use BCP 47, such as ja or zh-Hans',
    );
  const said = messagesOf(output);
  if (said === undefined) throw new UserError('the prompt has neither "text" nor "messages"', where);
  const { tags: tagged, allow, exempt, expect, reported: reports, note } = output;
  return {
    id: output.id ?? id,
    language: tag,
    messages: said,
    ...(tagged && { tags: tagged }),
    ...(allow && { allow }),
    ...(exempt === false && { exempt }),
    ...(expect && { expect }),
    ...(reports && { reported: reports }),
    ...(note != null && { note }),
  };
}
