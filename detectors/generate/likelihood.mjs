/**
 * How likely Han characters follow each other in Japanese and in Chinese, in steps of half a natural logarithm. What a pair of
 * characters has inside a word is listed; for the rest one word ends and another one begins.
 */

import { japanese } from './charsets.mjs';
import { COMMON_PAIR, chineseNames, chineseTerms, chineseWords, japaneseWords } from './dictionaries.mjs';
import { entries, inJapaneseForms } from './opencc.mjs';
import { pack, packGaps } from './pack.mjs';
import { sudachiPairs } from './sudachi.mjs';

/** Steps a natural logarithm. */
const STEPS = 2;
/** Columns hold minus the logarithm; the least likely is this many steps. */
const LEAST = 33;

/** What is added to every weight, so that none is 0, over about as many characters as there are. */
const UNSEEN_JAPANESE = 0.1;
const UNSEEN_CHINESE = 1;
const CHARACTERS = 9000;

/** How often Han goes on after a word that ends in Han: Japanese puts kana there more often than not. */
const GOES_ON_JAPANESE = 0.45;
const GOES_ON_CHINESE = 0.85;
/** Of Japanese words in the middle of a sequence, how many are suffixes. */
const SUFFIXES = 0.5;
/** Least probability that a sequence ends after a character. */
const STOPS = 0.01;

/** Least weights of characters and pairs that are listed; least count of a Chinese name. */
const COMMON_JAPANESE = 1;
const COMMON_CHINESE = 5;
/** What a pair weighs more than that is not just one rare name's. */
const ONCE = 0.005;
const FREQUENT = 400;
const FAMOUS = 20;
/** By how many steps a Chinese pair must be likelier than by its characters; a pair of a name, than in Japanese. */
const LIKELIER = 2;
const MISTAKEN = 4;
/** The same of a pair of Sudachi's, which are four times as many as IPADIC's. */
const DOUBTFUL = 3;

const steps = (probability) => Math.min(LEAST, Math.max(0, Math.round(-STEPS * Math.log(probability))));

const [J, Z] = [japaneseWords, chineseWords];
const ofSudachi = new Set(sudachiPairs);
const of = (map, key) => map.get(key) ?? 0;

const listed = [...japanese]
  .filter((one) => of(J.anywhere, one) >= COMMON_JAPANESE || of(Z.anywhere, one) >= COMMON_CHINESE)
  .sort();
const index = new Map(listed.map((one, i) => [one, i]));

/** The logarithms of one character, as the columns have them. */
function columnsOf(one) {
  const inJapanese = of(J.anywhere, one) + UNSEEN_JAPANESE;
  const inChinese = of(Z.anywhere, one) + UNSEEN_CHINESE;
  const endsJapanese = (of(J.last, one) + UNSEEN_JAPANESE / 2) / inJapanese;
  const endsChinese = (of(Z.last, one) + UNSEEN_CHINESE / 2) / inChinese;
  const begins = (of(J.first, one) + UNSEEN_JAPANESE) / (J.sequences + UNSEEN_JAPANESE * CHARACTERS);
  const suffix = of(J.firstOfSuffix, one) / J.suffixes;
  return [
    inChinese / (Z.characters + UNSEEN_CHINESE * CHARACTERS),
    endsChinese * GOES_ON_CHINESE,
    begins,
    (1 - SUFFIXES) * begins + SUFFIXES * suffix,
    endsJapanese * GOES_ON_JAPANESE,
    Math.max(STOPS, endsJapanese * (1 - GOES_ON_JAPANESE) + of(J.beforeKana, one) / inJapanese),
  ].map(steps);
}

const rows = listed.map(columnsOf);
const column = (i) => rows.map((row) => row[i]);

/** The column whose order, equals by code point, is that of the ranks. */
const RANKING = 3;

/** Steps of a pair of which one word ends with the first and another begins with the second character. */
const apartChinese = (a, b) => Math.min(26, rows[index.get(a)][1] + rows[index.get(b)][0]);
const apartJapanese = (a, b) => Math.min(28, rows[index.get(a)][4] + rows[index.get(b)][3]);

/** @returns {[string, string] | null} */
function known(pair) {
  const [a, b] = [...pair];
  return index.has(a) && index.has(b) ? [a, b] : null;
}

function chinesePairs() {
  const found = new Map();
  for (const [pair, count] of Z.pairs) {
    const both = known(pair);
    if (both === null || count < FREQUENT) continue;
    const apart = apartChinese(...both);
    const all = steps(count / (of(Z.anywhere, both[0]) + UNSEEN_CHINESE) + Math.exp(-apart / STEPS));
    if (apart - all >= LIKELIER) found.set(pair, all);
  }
  return found;
}

function japanesePairs(chinese) {
  const found = new Set();
  /** Adds a pair that would be taken for Chinese by more than `most` steps. */
  const addMistaken = (pair, most) => {
    const both = known(pair);
    if (both === null) return;
    if (apartJapanese(...both) - (chinese.get(pair) ?? apartChinese(...both)) > most) found.add(pair);
  };
  for (const [pair, weight] of J.pairs) {
    if (weight >= ONCE && weight < COMMON_PAIR) addMistaken(pair, DOUBTFUL);
    else if (weight >= COMMON_PAIR && known(pair) !== null) found.add(pair);
  }
  for (const pair of ofSudachi) addMistaken(pair, DOUBTFUL);
  for (const [name, count] of chineseNames) {
    if (count < FAMOUS) continue;
    const characters = [...inJapaneseForms(name)];
    if (!characters.every((one) => japanese.has(one))) continue;
    for (let i = 1; i < characters.length; i++) addMistaken(characters[i - 1] + characters[i], MISTAKEN);
  }
  return found;
}

/** By how many steps a pair of a word that only Chinese has must be likelier in Chinese words than across two Japanese ones. */
const TELLING = 17;
/** Counts stand before anything. */
const COUNTS = /[一二三四五六七八九十百千万億两几半多]/;

const shinjitai = entries('JPShinjitaiCharactersRev');
/** Whether Japanese wrote a character before 1946 (戰爭), and quotes it so. */
const isOld = (one) => shinjitai.has(one) && !shinjitai.get(one).includes(one);

/** Pairs that are Chinese words, no names among them, that stand in no Japanese word and are not likely where two of those meet. */
function isTelling(pair, steps) {
  if (!chineseTerms.has(pair) || COUNTS.test(pair) || [...pair].some(isOld)) return false;
  if (of(J.pairs, pair) >= ONCE || ofSudachi.has(pair)) return false;
  return apartJapanese(...known(pair)) - steps >= TELLING;
}

/** Places by how likely a Japanese word begins with the character: with the commonest first, gaps between pairs are small. */
const ranks = new Map(
  listed
    .map((one, i) => [one, rows[i][RANKING]])
    .sort(([, a], [, b]) => a - b)
    .map(([one], rank) => [one, rank]),
);

/** Pairs by number: the first character's rank times the number of characters, plus the second one's. */
const numbered = (pairs) =>
  [...pairs]
    .map((pair) => [ranks.get([...pair][0]) * listed.length + ranks.get([...pair][1]), pair])
    .sort(([a], [b]) => a - b);

/** The tables of detectors/han/likelihood.generated.ts, packed. */
export function likelihood() {
  const chinese = chinesePairs();
  const ofChinese = numbered(chinese.keys());
  const telling = ofChinese.flatMap(([, pair], i) => (isTelling(pair, chinese.get(pair)) ? [i] : []));
  return {
    characters: packGaps(listed.map((one) => one.charCodeAt(0))),
    columns: [0, 1, 2, 3, 4, 5].map((i) => pack(column(i))),
    japanesePairs: packGaps(numbered(japanesePairs(chinese)).map(([number]) => number)),
    chinesePairs: packGaps(ofChinese.map(([number]) => number)),
    chinesePairSteps: pack(ofChinese.map(([, pair]) => chinese.get(pair))),
    tellingPairs: packGaps(telling),
    sizes: {
      characters: listed.length,
      japanesePairs: japanesePairs(chinese).size,
      chinesePairs: chinese.size,
      tellingPairs: telling.length,
    },
  };
}
