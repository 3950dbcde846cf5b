/** Forms of Han characters that a way of writing does not have. */

import { big5, big5Frequent, gb2312, japanese, japaneseRare } from './charsets.mjs';
import { chineseWords, japaneseWords, nameOnly } from './dictionaries.mjs';
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

/** Least share of a character in Chinese words, and by how much it must exceed that in Japanese ones. */
const FREQUENT = 200e-6;
const UNUSED = 10_000;

const oldForms = entries('JPShinjitaiCharactersRev');

/** True for what JIS X 0208 has for completeness: frequent in Chinese, in no Japanese word, and no old form of a shinjitai. */
function isUnused(one) {
  const share = ({ anywhere, characters }) => (anywhere.get(one) ?? 0) / characters;
  const chinese = share(chineseWords);
  return chinese >= FREQUENT && chinese >= UNUSED * share(japaneseWords) && !isReplaced(oldForms, one);
}

/**
 * GB2312 and the frequent forms of Traditional Chinese without JIS X 0208, and what of that Japanese does not use. What Chinese itself
 * has in names only, and never simplified, stands in Japanese text as part of those names (深圳).
 */
function notJapanese() {
  const isName = (one) => big5.has(one) && nameOnly.has(one);
  const foreign = [...gb2312, ...[...big5Frequent].filter(isTraditional)];
  return [
    ...foreign.filter((one) => !japanese.has(one) && !isName(one)),
    ...[...japaneseRare].filter(isUnused),
  ];
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
