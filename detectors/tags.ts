/** Language tags (BCP 47), as far as they are text. */

import type { LanguageTag } from './types.js';

/** The language subtag: `zh` of `zh-Hant`. */
export function primaryLanguage(tag: LanguageTag): LanguageTag {
  const end = tag.indexOf('-');
  return end < 0 ? tag : tag.slice(0, end);
}

/** True for a well-formed tag. */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A well-formed tag as BCP 47 writes it: `zh-Hans` for `ZH-hans`. */
export function canonicalTag(tag: string): string {
  return Intl.getCanonicalLocales(tag)[0] ?? tag;
}
