/** Language tags (BCP 47), as far as they are text. */

import type { LanguageTag } from './types.js';

/** The language subtag: `zh` of `zh-Hant`. */
export function primaryLanguage(tag: LanguageTag): LanguageTag {
  const end = tag.indexOf('-');
  return end < 0 ? tag : tag.slice(0, end);
}

/** Characters of the longest tag: twice what CLDR's longest take. Subtags are put in order in time by the square of their number. */
const LONGEST_TAG = 200;

/** The locale of a tag, whose `baseName` is the tag in canonical form without extensions; undefined where it is malformed or endless. */
export function localeOf(tag: LanguageTag): Intl.Locale | undefined {
  if (tag.length > LONGEST_TAG) return undefined;
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** True for a well-formed tag, of 200 characters at most. */
export function isLanguageTag(tag: string): boolean {
  return localeOf(tag) !== undefined;
}

/** A well-formed tag as BCP 47 writes it: `zh-Hans` for `ZH-hans`. Throws RangeError where it is none. */
export function canonicalTag(tag: string): string {
  const locale = localeOf(tag);
  if (locale === undefined) throw new RangeError(`no language tag of ${LONGEST_TAG} characters at most`);
  return locale.toString();
}
