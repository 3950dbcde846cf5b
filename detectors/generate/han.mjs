/** Forms of Han characters that a way of writing does not have. */

import { big5, big5Frequent, gb2312, japanese } from './charsets.mjs';
import { nameOnly } from './dictionaries.mjs';
import { entries } from './opencc.mjs';

const sorted = (characters) =>
  [...new Set(characters)].map((one) => one.codePointAt(0)).sort((a, b) => a - b);

const toTraditional = entries('STCharacters');
const toSimplified = entries('TSCharacters');

/** What OpenCC has as ordinary in Hong Kong or Taiwan though its own standard form is another one. */
const regional = new Set([...entries('HKVariants').values(), ...entries('TWVariants').values()].flat());
const standard = new Set([...toTraditional.values()].map(([first]) => first));

/** Kokuji that are no part of names: ordinary Japanese words. */
const KOKUJI = '働込匂枠噺';

/** True for a character that another one takes the place of, and that never stands for itself. */
const isReplaced = (table, character) => table.has(character) && !table.get(character).includes(character);

const isSimplified = (one) =>
  gb2312.has(one) && isReplaced(toTraditional, one) && !big5Frequent.has(one) && !regional.has(one);
const isTraditional = (one) =>
  isReplaced(toSimplified, one) && !gb2312.has(one) && (big5.has(one) || regional.has(one));

/**
 * GB2312 and the frequent forms of Traditional Chinese without JIS X 0208: what Japanese does not write. What Chinese itself uses in
 * names only, and never simplified, stands in Japanese text as part of those names (深圳).
 */
function notJapanese() {
  const isName = (one) => big5.has(one) && nameOnly.has(one);
  return [...gb2312, ...[...big5Frequent].filter(isTraditional)].filter(
    (one) => !japanese.has(one) && !isName(one),
  );
}

/** Shinjitai that neither kind of Chinese has in any use, and kokuji. */
function japaneseOnly() {
  const isChinese = (one) =>
    gb2312.has(one) || big5.has(one) || regional.has(one) || standard.has(one) || toTraditional.has(one);
  const shinjitai = [...entries('JPShinjitaiCharacters').keys()];
  return [...shinjitai.filter((one) => japanese.has(one) && !isChinese(one)), ...KOKUJI];
}

/** The lists of detectors/han/forms.generated.ts: code points, ascending. */
export function forms() {
  return {
    notJapanese: sorted(notJapanese()),
    simplified: sorted([...toTraditional.keys()].filter(isSimplified)),
    traditional: sorted([...toSimplified.keys()].filter(isTraditional)),
    japanese: sorted(japaneseOnly()),
  };
}
