/** The options of the literature's measures. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../files/index.js';
import type { JudgingOptions } from '../../../reports/judging/threads/index.js';

/** The benchmark's name for its word list. */
const WORDS = 'words';

/** The word list in a file, or in `words` of a folder. Throws UserError. */
function readWords(path: string): string {
  let words: string;
  try {
    words = readFileSync(statSync(path).isDirectory() ? join(path, WORDS) : path, 'utf8');
  } catch {
    throw new UserError(
      'no list of words, or it cannot be read',
      path,
      'name the file `words` of the Language Confusion Benchmark, or its folder',
    );
  }
  if (words.trim() === '') throw new UserError('the list of words is empty', path);
  return words;
}

/** What is asked of the literature's measures; undefined where nothing is. */
export function lcbOption(options: {
  readonly lcb?: boolean;
  readonly lcbWords?: string;
}): JudgingOptions['lcb'] {
  const { lcb, lcbWords } = options;
  if (lcbWords !== undefined) return { words: readWords(lcbWords) };
  return lcb === true ? {} : undefined;
}
