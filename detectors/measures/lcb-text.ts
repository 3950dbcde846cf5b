/** How the Language Confusion Benchmark cuts a response into lines and words (compute_metrics.py of for-ai/language-confusion). */

import { policyFor } from '../policy/index.js';
import type { LanguageTag } from '../types.js';
import { isUnspaced } from '../unicode/index.js';
import { segments } from './segmenter.js';

/** Python's `string.punctuation`, and the Arabic comma. Joined quotes and all: "don't" becomes "dont". */
const DROPPED = /[!-/:-@[-`{-~،]+/g;

/** White space of Python's `str.split`, which is not JavaScript's. */
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const WORD = new RegExp(`[^${SPACE}]+`, 'g');
const INK = new RegExp(`[^${SPACE}]`);

/** Python's `str.strip`. Not by a pattern at the end, which would take quadratic time on text full of white space. */
function strip(text: string): string {
  const start = text.search(INK);
  if (start < 0) return '';
  let end = text.length;
  while (!INK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** What follows a prompt that the model goes on to invent. */
const INVENTED = '\nQ:';

/** Lines of a response as they are identified: line breaks as Python reads them, punctuation dropped, dashes to spaces. */
export function lcbLines(response: string): string[] {
  const text = response.includes('\r') ? response.replace(/\r\n?/g, '\n') : response;
  const end = text.indexOf(INVENTED);
  return strip(end < 0 ? text : text.slice(0, end))
    .replace(DROPPED, '')
    .replaceAll('—', ' ')
    .split('\n');
}

/**
 * Whether white space counts as a word of a language without spaces: it does in what the benchmark cuts Chinese with (jieba), and
 * does not in what it cuts Japanese with (MeCab). Thai, Lao, Khmer and Burmese are not in the benchmark and are treated as Japanese
 * is.
 */
const spaceIsWord = (language: LanguageTag): boolean => language === 'zh';

const unspaced = new Map<LanguageTag, boolean>();

/** Whether a language is written without spaces, by its likely script. */
function isUnspacedLanguage(language: LanguageTag): boolean {
  let known = unspaced.get(language);
  if (known === undefined) {
    known = policyFor(language)?.scripts.every(isUnspaced) ?? false;
    unspaced.set(language, known);
  }
  return known;
}

/**
 * Words of a line, one by one: between white space; of Chinese, Japanese and other languages without spaces the pieces that
 * Intl.Segmenter cuts, punctuation included. `language` is a primary subtag.
 */
export function* lcbWords(line: string, language: LanguageTag): Generator<string> {
  if (!isUnspacedLanguage(language)) {
    for (const [word] of line.matchAll(WORD)) yield word;
    return;
  }
  for (const { start, end } of segments(line, language)) {
    const segment = line.slice(start, end);
    if (spaceIsWord(language) || INK.test(segment)) yield segment;
  }
}
