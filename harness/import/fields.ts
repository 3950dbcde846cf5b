/** Fields of a row: by dotted path, and the first of several usual names. */

import { canonicalTag, isLanguageTag, policyFor } from '../../detectors/index.js';
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

/** Texts of which it is remembered what was found: a log names few languages, but a wrong column may name one a row. */
const REMEMBERED = 1000;

/** `find`, asked once for each of the first texts: to look a tag up takes up to 20 microseconds, more than all else of a row. */
function remembering<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    const known = found.get(text);
    if (known !== undefined) return known;
    const result = find(text);
    if (found.size < REMEMBERED) found.set(text, result);
    return result;
  };
}

/** True where there is a policy for the language of a tag. */
export const hasPolicy = remembering((tag) => policyFor(tag) !== undefined);

/** In canonical form, so that `JA` and `ja` are one language. What is no tag stays, to be named in an error. */
const canonical = remembering((text) => (isLanguageTag(text) ? canonicalTag(text) : text));

const tagOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : canonical(text);

/** The language of a row: the field that --language names, else the row's own, else the language that --language is. */
export function languageOf(record: unknown, value: unknown, option: string | undefined): string | undefined {
  if (option === undefined) return tagOf(textOf(value));
  // A tag that has a policy is a language and no name of a field.
  if (hasPolicy(option)) return tagOf(textOf(value) ?? option);
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
