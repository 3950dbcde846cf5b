/** Languages so close that a line in one of them, inside a text in another, is no error by itself. Data only. */

import type { LanguageTag } from '../types.js';

/** Readers of one understand the others, and identification of a single line often takes one for another. */
const groups: readonly (readonly LanguageTag[])[] = [
  ['af', 'nl'],
  ['az', 'tr'],
  ['bs', 'hr', 'sr'],
  ['cs', 'sk'],
  ['da', 'nb', 'nn', 'no', 'sv'],
  ['es', 'gl', 'pt'],
  ['id', 'ms'],
];

/** The languages close to `language`, a language subtag alone, sorted; none for most. */
export function closeTo(language: LanguageTag): readonly LanguageTag[] {
  return (groups.find((group) => group.includes(language)) ?? []).filter((other) => other !== language);
}
