/** Forms of Han characters that a way of writing does not have. */

import { big5, big5Frequent, gb2312, japanese, japaneseRare } from './charsets.mjs';
import { chineseCount, chineseWords, japaneseWords, nameOnly, surnames } from './dictionaries.mjs';
import { entries } from './opencc.mjs';
import { sudachiCharacters } from './sudachi.mjs';

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
/** What GB2312 has for a name or two though Simplified Chinese writes another one everywhere else. */
const FOR_NAMES = new Set('後於');

const isTraditional = (one) =>
  FOR_NAMES.has(one) ||
  (isReplaced(toSimplified, one) && !gb2312.has(one) && (big5.has(one) || regional.has(one)));

/** Least share of a character in Chinese words, and by how much it must exceed that in Japanese ones. */
const FREQUENT = 200e-6;
const UNUSED = 10_000;

const oldForms = entries('JPShinjitaiCharactersRev');

/** How often Sudachi's entries may have what Japanese does not use: a rare name, a reading of a sign. */
const BY_THE_WAY = 1;
/** How much more often jieba counts a character than Sudachi has entries with it, at most, where Japanese writes it too. */
const MORE_CHINESE = 300;
const isMoreChinese = (one) =>
  (chineseWords.anywhere.get(one) ?? 0) > MORE_CHINESE * (sudachiCharacters.get(one) ?? 0);

/** True for what JIS X 0208 has for completeness: frequent in Chinese, in no Japanese word, and no old form of a shinjitai. */
function isUnused(one) {
  const share = ({ anywhere, characters }) => (anywhere.get(one) ?? 0) / characters;
  const chinese = share(chineseWords);
  return (
    chinese >= FREQUENT &&
    chinese >= UNUSED * share(japaneseWords) &&
    ((sudachiCharacters.get(one) ?? 0) <= BY_THE_WAY ||
      (isReplaced(toTraditional, one) && isMoreChinese(one))) &&
    !isReplaced(oldForms, one)
  );
}

/** True for what Sudachi has outside JIS X 0208 (噓, 繫, 蔣), but for forms and words of Chinese (步, 份). */
const isWritten = (one) => !isReplaced(toTraditional, one) && !isMoreChinese(one);

/** What Chinese itself has in names only, and never simplified, stands in Japanese text as part of those names (深圳). */
const isOfNames = (one) => big5.has(one) && nameOnly.has(one);

/** The characters that Japanese is written with: JIS X 0208 but for what it does not use of it, and what dictionary and names have besides. */
function japaneseCharacters() {
  return [
    ...[...japanese].filter((one) => !japaneseRare.has(one) || !isUnused(one)),
    ...[...sudachiCharacters.keys()].filter((one) => !japanese.has(one) && isWritten(one)),
    ...[...gb2312, ...big5].filter((one) => !japanese.has(one) && isOfNames(one)),
  ];
}

/** How often jieba has a character, at most, that Chinese has in names of people as often as anywhere. */
const RARE = 500;

/** Characters that Japanese has in Chinese names only, if at all (張郃, 費禕): rare in Chinese in either form, and never simplified. */
function rareOfNames() {
  const count = (one) =>
    Math.max(chineseCount(one), isReplaced(toSimplified, one) ? chineseCount(toSimplified.get(one)[0]) : 0);
  return [...gb2312, ...big5].filter(
    (one) => !japanese.has(one) && !isReplaced(toTraditional, one) && count(one) >= 1 && count(one) <= RARE,
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
    ofJapanese: sorted(japaneseCharacters()),
    rareOfNames: sorted(rareOfNames()),
    surnames: sorted(surnames),
    simplified: sorted([...toTraditional.keys()].filter(isSimplified)),
    traditional: sorted([...toSimplified.keys()].filter(isTraditional)),
    japanese: sorted(japaneseOnly()),
  };
}
