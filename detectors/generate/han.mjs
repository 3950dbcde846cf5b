/** Forms of Han characters that a way of writing does not have. */

import { big5, big5Frequent, gb2312, japanese } from './charsets.mjs';
import { nameOnly } from './dictionaries.mjs';
import { entries } from './opencc.mjs';

const sorted = (characters) => [...new Set(characters)].sort().join('');

/**
 * GB2312 without JIS X 0208: forms that Japanese does not write. What Chinese itself uses in names only, and never
 * simplified, stands in Japanese text as part of those names (深圳).
 */
export function simplifiedNotJapanese() {
  return [...gb2312].filter(
    (character) => !japanese.has(character) && !(big5.has(character) && nameOnly.has(character)),
  );
}

const toTraditional = entries('STCharacters');
const toSimplified = entries('TSCharacters');

/** What OpenCC has as ordinary in Hong Kong or Taiwan though its own standard form is another one. */
const regional = new Set([...entries('HKVariants').values(), ...entries('TWVariants').values()].flat());
const standard = new Set([...toTraditional.values()].map(([first]) => first));

/** Kokuji that are no part of names: ordinary Japanese words. */
const KOKUJI = '働込匂枠噺';

/** True for a character that another one takes the place of, and that never stands for itself. */
const isReplaced = (table, character) => table.has(character) && !table.get(character).includes(character);

/** Forms of Simplified Chinese that Traditional does not have, the reverse, and those of Japanese that neither has. */
export function chineseForms() {
  const simplified = [...gb2312].filter((one) => isReplaced(toTraditional, one) && !big5Frequent.has(one));
  const traditional = [...toSimplified.keys()].filter(
    (one) => isReplaced(toSimplified, one) && !gb2312.has(one) && (big5.has(one) || regional.has(one)),
  );
  const isChinese = (one) =>
    gb2312.has(one) || big5.has(one) || regional.has(one) || standard.has(one) || toTraditional.has(one);
  const shinjitai = [...entries('JPShinjitaiCharacters').keys()].filter(
    (one) => japanese.has(one) && !isChinese(one),
  );
  return {
    simplified: sorted(simplified),
    traditional: sorted(traditional),
    japanese: sorted([...shinjitai, ...KOKUJI]),
  };
}
