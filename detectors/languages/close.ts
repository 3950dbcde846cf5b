/** Languages so close that a line in one of them, inside a text in another, is no error by itself. */

import type { LanguageTag } from '../types.js';
import { all } from './all.generated.js';

/** Groups without a language of the list: others may still be asked for. */
const UNLISTED: readonly (readonly LanguageTag[])[] = [['bs', 'hr', 'sr']];

const groups: readonly (readonly LanguageTag[])[] = [
  ...all.flatMap(({ tag, close = [] }) => (close.length > 0 ? [[tag, ...close]] : [])),
  ...UNLISTED,
];

/** The languages close to `language`, a language subtag alone, sorted; none for most. */
export function closeTo(language: LanguageTag): readonly LanguageTag[] {
  const near = groups.filter((group) => group.includes(language)).flat();
  return [...new Set(near)].filter((other) => other !== language).sort();
}
