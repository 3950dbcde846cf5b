/** wordfreq's lists: a word of a language with its share of all words, in steps of a hundredth of a decimal logarithm. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';

const pathOf = (folder, language, size) => join(folder, `${size}_${language}.msgpack.gz`);

/** Whether a folder is wordfreq/data of wordfreq 3.1.1. */
export const isWordfreq = (folder) => folder !== undefined && existsSync(pathOf(folder, 'en', 'large'));

/**
 * @param {string} folder wordfreq/data
 * @returns {{ size: 'large' | 'small', shares: Map<string, number> }} the longer list that it has of a language, the commonest word first
 */
export function wordfreqList(folder, language) {
  const size = existsSync(pathOf(folder, language, 'large')) ? 'large' : 'small';
  const [header, ...steps] = decode(gunzipSync(readFileSync(pathOf(folder, language, size))));
  if (header.format !== 'cB' || header.version !== 1) throw new Error(`${language}: a list of another form`);
  const shares = new Map();
  for (const [step, words] of steps.entries())
    for (const word of words) shares.set(word.normalize('NFC'), 10 ** (-step / 100));
  return { size, shares };
}
