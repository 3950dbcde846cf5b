/** Fields of a row: by dotted path, and the first of several usual names. */

import { fieldAt, textOf } from '../../files/index.js';
import { type Column, isOfComputers } from './computers.js';
import { hasPolicy, tagOfLanguage } from './languages.js';

export { fieldAt, textOf };

/** The first of these fields that is there and not null. */
export function firstField(record: unknown, paths: readonly string[]): unknown {
  for (const path of paths) {
    const value = fieldAt(record, path);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Where rows usually name the language asked for. */
export const LANGUAGE_FIELDS: readonly string[] = ['language', 'lang', 'language_code', 'locale'];

const isTag = (option: string | undefined): boolean =>
  option !== undefined && hasPolicy(tagOfLanguage(option));

/** What a row has where its language stands: in the field that --language names, or in its own. */
export function writtenLanguage(
  record: unknown,
  value: unknown,
  option: string | undefined,
): string | undefined {
  // A tag that has a policy is a language and no name of a field.
  return textOf(option === undefined || isTag(option) ? value : fieldAt(record, option));
}

/**
 * The language of a row: the field that --language names, else the row's own, else the language that --language is. What the row's own
 * names and is none, or is one of computers ("python"; in such a `column` "cs" too), does not count beside --language.
 */
export function languageOf(
  record: unknown,
  value: unknown,
  option: string | undefined,
  column: Column = null,
): string | undefined {
  const written = writtenLanguage(record, value, option);
  const own = written === undefined ? undefined : tagOfLanguage(written);
  const isOwn =
    written !== undefined && own !== undefined && hasPolicy(own) && !isOfComputers(written, column);
  if (option !== undefined && isTag(option)) return isOwn ? own : tagOfLanguage(option);
  // What has no policy stays, to be named.
  return isOwn || own === undefined || !hasPolicy(own) ? own : undefined;
}

/** The target of a row: the field that --target names, else the row's own, else --target itself, else the log's model. */
export function targetOf(
  record: unknown,
  value: unknown,
  model: unknown,
  option: string | undefined,
): string | undefined {
  const named = option === undefined ? undefined : textOf(fieldAt(record, option));
  return named ?? textOf(value) ?? option ?? textOf(model);
}
