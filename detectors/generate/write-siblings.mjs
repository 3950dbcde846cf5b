/**
 * Writes detectors/generate/siblings.txt: which words and which three letters in a row tell one language from another that is written with
 * the same letters. What is common in a language is asked of wordfreq, a package for Python; what is a word of it at all of Hunspell's
 * dictionaries, where there are some. Both are asked here alone, so that `npm run generate` needs neither:
 *
 *     pip download --no-deps wordfreq==3.1.1 && unzip wordfreq-3.1.1-py3-none-any.whl
 *     apt-get install hunspell hunspell-ru hunspell-uk hunspell-ar
 *     node detectors/generate/write-siblings.mjs wordfreq/data
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wordfreqList } from './wordfreq.mjs';

/** What is looked for in which language. */
const PAIRS = ['uk ru', 'ru uk', 'fa ar', 'ur ar', 'ar fa', 'ur fa', 'ar ur', 'fa ur'].map((pair) =>
  pair.split(' '),
);

/** The dictionary of a language, and its letters in one case. */
const LANGUAGES = {
  ru: { dictionary: 'ru_RU', letters: /^[а-яё]+$/ },
  uk: { dictionary: 'uk_UA', letters: /^[а-яіїєґ]+$/ },
  ar: { dictionary: 'ar', letters: /^[\u0621-\u063a\u0641-\u064aپچژگکی]+$/ },
  fa: { letters: /^[\u0621-\u063a\u0641-\u064aپچژگکی\u200c]+$/ },
  ur: { letters: /^[\u0621-\u063a\u0641-\u064aپچژگکیٹڈڑںےۓہۂۃھ]+$/ },
};

/** What careless keyboards write for what: no letter that only they tell by may tell a language. */
const CARELESS = {
  ru: (word) => word.replaceAll('ё', 'е'),
  uk: (word) => word.replaceAll('ґ', 'г'),
  ar: (word) => word.replace(/[یى]/g, 'ي').replaceAll('ک', 'ك'),
  fa: (word) => word.replace(/[يى]/g, 'ی').replaceAll('ك', 'ک'),
  ur: (word) => word.replace(/[يى]/g, 'ی').replaceAll('ك', 'ک').replace(/[هۃ]/g, 'ہ'),
};

/** Letters that the language of the text is not written with: they are known without a list. */
const MARKS = { ru: /[іїєґ]/, uk: /[ыэъё]/, ar: /[ٹڈڑںےۓہۂۃ]/, fa: /[ٹڈڑںےۓہۂۃ]/, ur: /(?!)/ };

/** How many parts are kept of a pair, the commonest, and how many of both. */
const MOST = { parts: 800, all: 2000 };

/** Least share of a language's words in which a part stands, and of a word; the most in the other one, by whether it has a dictionary. */
const COMMON_PART = 1e-4;
const COMMON_WORD = 1e-5;
const RARE_PART = { true: 2e-7, false: 2e-6 };
const PART_RATIO = 500;
/** How much commoner a word is than in the other one: where its dictionary leaves the word out, where it has the word, where there is none. */
const LEFT_OUT_RATIO = 3;
const HAD_RATIO = 200;
const UNKNOWN_RATIO = 50;

/** Share of a language's words by the word, of those in its letters. */
function frequencies(folder, language) {
  const { letters } = LANGUAGES[language];
  return new Map([...wordfreqList(folder, language).shares].filter(([word]) => letters.test(word)));
}

/** Those of `words` that a dictionary does not have. */
function unknown(words, dictionary) {
  const input = words.join('\n');
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 30 };
  return new Set(execFileSync('hunspell', ['-l', '-i', 'utf-8', '-d', dictionary], options).split('\n'));
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A language's words with their shares: those that are its own beyond doubt, and all that may be, names among them. */
function readLanguage(folder, language) {
  const shares = frequencies(folder, language);
  const { dictionary } = LANGUAGES[language];
  const hasDictionary = dictionary !== undefined;
  if (!hasDictionary) return { shares, own: [...shares.keys()], any: [...shares.keys()], hasDictionary };
  const words = [...shares.keys()];
  const strange = unknown(words, dictionary);
  const strangeNames = unknown(words.map(capital), dictionary);
  const own = words.filter((word) => !strange.has(word));
  return {
    shares,
    own,
    any: words.filter((word) => !strange.has(word) || !strangeNames.has(capital(word))),
    hasDictionary,
  };
}

/** Three letters in a row, the ends of the word among them. */
const partsOf = (word) => {
  const bounded = ` ${word} `;
  return new Set(Array.from({ length: bounded.length - 2 }, (_, i) => bounded.slice(i, i + 3)));
};

/** The share of words in which each part stands. */
function partShares(words, shares, written = (word) => word) {
  const sums = new Map();
  for (const word of words.filter(({ length }) => length > 1))
    for (const part of partsOf(written(word))) sums.set(part, (sums.get(part) ?? 0) + shares.get(word));
  return sums;
}

/**
 * Words that a careless keyboard alone would make of Urdu's own, and that are no Arabic, which stands in Urdu as it is: که, which would be کہ.
 */
function unlikelySlips(words, own, arabic) {
  return words.filter(
    (word) => word.includes('ه') && !own.shares.has(word) && (arabic.shares.get(word) ?? 0) < COMMON_WORD,
  );
}

function tellingOf(other, own, language, slips) {
  const written = CARELESS[language];
  const marks = MARKS[language];
  const theirs = partShares(other.own, other.shares);
  const ours = partShares(own.any, own.shares, written);
  const parts = [...theirs]
    .filter(([part, share]) => {
      const here = ours.get(written(part)) ?? 0;
      return (
        share >= COMMON_PART &&
        here <= RARE_PART[own.hasDictionary] &&
        share > PART_RATIO * here &&
        !marks.test(part)
      );
    })
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST.parts)
    .map(([part]) => part);
  const telling = new Set(parts);
  const has = new Set(own.any.map(written));
  const shareHere = new Map();
  for (const [word, share] of own.shares)
    shareHere.set(written(word), share + (shareHere.get(written(word)) ?? 0));
  const words = other.own
    .filter((word) => {
      const share = other.shares.get(word);
      const here = shareHere.get(written(word)) ?? 0;
      const known = has.has(written(word)) ? HAD_RATIO : LEFT_OUT_RATIO;
      const ratio = own.hasDictionary ? known : UNKNOWN_RATIO;
      const isShort = word.length < 2 && word !== 'и';
      const isOther = share > ratio * here || slips.has(word);
      return share >= COMMON_WORD && !isShort && isOther && !marks.test(word);
    })
    .filter((word) => ![...partsOf(word)].some((part) => telling.has(part)))
    .sort((a, b) => other.shares.get(b) - other.shares.get(a))
    .slice(0, MOST.all - parts.length);
  return { parts, words };
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('name the folder of wordfreq’s data');
const known = Object.fromEntries(
  Object.keys(LANGUAGES).map((language) => [language, readLanguage(folder, language)]),
);
const lines = PAIRS.map(([other, own]) => {
  const slips = new Set(
    other === 'fa' && own === 'ur' ? unlikelySlips(known.fa.own, known.ur, known.ar) : [],
  );
  const { parts, words } = tellingOf(known[other], known[own], own, slips);
  process.stdout.write(`${other} in ${own}: ${parts.length} parts, ${words.length} words\n`);
  return [other, own, parts.sort().join(','), words.sort().join(',')].join('\t');
});
writeFileSync(fileURLToPath(new URL('siblings.txt', import.meta.url)), `${lines.join('\n')}\n`);
