/** Fields of a row: by dotted path, and the first of several usual names. */

import { canonicalTag, isLanguageTag, languages, policyFor } from '../../detectors/index.js';
import { fieldAt, textOf } from '../../files/index.js';

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

/** True where `option` is a language and not the name of a field. A listed language is always one. */
const isLanguage = (option: string): boolean =>
  languages.includes(option) || (isLanguageTag(option) && policyFor(option) !== undefined);

/** In canonical form, so that `JA` and `ja` are one language. What is no tag stays, to be named in an error. */
function tagOf(text: string | undefined): string | undefined {
  return text !== undefined && isLanguageTag(text) ? canonicalTag(text) : text;
}

/** The language of a row: the field that --language names, else the row's own, else the language that --language is. */
export function languageOf(record: unknown, value: unknown, option: string | undefined): string | undefined {
  if (option === undefined) return tagOf(textOf(value));
  if (isLanguage(option)) return tagOf(textOf(value) ?? option);
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
