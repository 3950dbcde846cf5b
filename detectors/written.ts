/** Languages as people, suites and logs write them: tags of BCP 47, of POSIX, of FLORES, names in any listed language. */

import { allLanguages } from './languages/index.js';
import { policyFor } from './policy/index.js';
import { canonicalTag, isLanguageTag } from './tags.js';
import { normalForm } from './unicode/index.js';

/** Texts of which it is remembered what was found: a log names few languages, but a wrong column may name one a row. */
const REMEMBERED = 1000;

/** Code units of the longest text that is remembered: a wrong column may hold whole answers. */
const LONGEST_NAME = 100;

/** `find`, asked once for each of the first texts: to look a tag up takes up to 20 microseconds, more than all else of a row. */
function remembering<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    if (found.has(text)) return found.get(text) as T;
    const result = find(text);
    if (found.size < REMEMBERED && text.length < LONGEST_NAME) found.set(text, result);
    return result;
  };
}

/** True where there is a policy for the language of a tag. */
export const hasPolicy = remembering((tag) => policyFor(tag) !== undefined);

/** English names that CLDR has not, or not any more. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  bengali: 'bn',
  farsi: 'fa',
  mandarin: 'zh',
  'mandarin chinese': 'zh',
  castilian: 'es',
  flemish: 'nl',
};

const plainName = (name: string): string => normalForm(name).toLocaleLowerCase('en').trim();

/** The listed languages by their names in each other's; a name of two is none. Made when a first name is looked up: it takes 20 ms. */
let names: ReadonlyMap<string, string> | undefined;

function namesOfLanguages(): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const language of allLanguages) {
    for (const languageDisplay of ['dialect', 'standard'] as const) {
      const display = new Intl.DisplayNames(language.tag, {
        type: 'language',
        fallback: 'none',
        languageDisplay,
      });
      for (const { tag } of allLanguages) {
        const name = display.of(tag);
        if (name === undefined) continue;
        const before = found.get(plainName(name));
        found.set(plainName(name), before === undefined || before === tag ? tag : null);
      }
    }
  }
  const certain = [...found].filter((entry): entry is [string, string] => entry[1] !== null);
  return new Map([...certain, ...Object.entries(OTHER_NAMES)]);
}

/**
 * A tag in the one form that stands for it: without what Unicode's likely subtags say anyway (UTS #35), so that `ja-JP`, `jpn-Jpan` and
 * `ja` are one language. Chinese goes by its script.
 */
export function plainTag(tag: string): string {
  const locale = new Intl.Locale(canonicalTag(tag));
  if (locale.language === 'zh' && (locale.script !== undefined || locale.region !== undefined))
    return `zh-${locale.maximize().script}`;
  const { baseName } = locale.minimize();
  return baseName;
}

/** POSIX locales: `ja_JP.UTF-8`, `de_DE@euro`. */
const OF_POSIX = /[.@].*$/;

/** The tag of a language, however it is written: `ja` for `ja_JP`, `jpn_Jpan`, `Japanese`. What is none stays, to be named in an error. */
export const tagOfLanguage = remembering((text): string => {
  const tag = text.replace(OF_POSIX, '').replaceAll('_', '-');
  if (isLanguageTag(tag)) {
    const plain = plainTag(tag);
    if (hasPolicy(plain)) return plain;
  }
  names ??= namesOfLanguages();
  return names.get(plainName(text)) ?? text;
});

/**
 * The tag of a language where a tag is asked for and may be written in other ways: a tag of BCP 47 stays the one that it is, in its canonical
 * form, so that `ja-JP` goes on being told from `ja` in runs; all else is as {@link tagOfLanguage} has it.
 */
export const tagAsWritten = remembering((text): string =>
  isLanguageTag(text) && hasPolicy(text) ? canonicalTag(text) : tagOfLanguage(text),
);
