/** Fields of a row: by dotted path, and the first of several usual names. */

import { fieldAt, textOf } from '../../files/index.js';
import { hasPolicy, isProgramming, tagOfLanguage } from './languages.js';

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

const tagOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : tagOfLanguage(text);

/**
 * The language of a row: the field that --language names, else the row's own, else the language that --language is. What the row's own
 * names and is none ("python") does not count beside --language.
 */
export function languageOf(record: unknown, value: unknown, option: string | undefined): string | undefined {
  const own = tagOf(textOf(value));
  if (option === undefined) return own;
  const given = tagOfLanguage(option);
  // A tag that has a policy is a language and no name of a field.
  if (hasPolicy(given)) return own !== undefined && hasPolicy(own) && !isProgramming(own) ? own : given;
  return tagOf(textOf(fieldAt(record, option)));
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
