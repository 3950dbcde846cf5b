/** Languages of one script other than Latin, as far as an identifier tells them. */

import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';

const SIBLINGS: readonly ReadonlySet<LanguageTag>[] = [
  'ar arz fa ur ps ckb sd ug pnb azb',
  'ru uk be bg sr mk kk ky tg mn tt ba',
  'hi mr ne bho mai sa',
  'bn as',
  'he yi',
].map((list) => new Set(list.split(' ')));

/** Whether a text in one of two languages may be taken for the other by its letters. */
export function areSiblings(left: LanguageTag, right: LanguageTag): boolean {
  const [one, other] = [primaryLanguage(left), primaryLanguage(right)];
  return SIBLINGS.some((set) => set.has(one) && set.has(other));
}
