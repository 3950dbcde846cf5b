/** Whether a value that a program is handed is text for people: names, paths, codes and queries of a database are none. */

import { UNSPACED_LETTER } from '../unicode/index.js';
import { blockKind } from './block.js';
import { isInName } from './names.js';

/** Fewest words of a text; in scripts without spaces, fewest letters. */
const WORDS = 2;
const LETTERS = 8;

const UNSPACED = new RegExp(UNSPACED_LETTER.source, 'gu');

const SPACE = /\s+/u;
const LETTER = /\p{L}/u;

/** What the values of arguments tell: several words, or as many letters of a script without spaces, that are no program. */
export function isProse(value: string): boolean {
  const text = value.trim();
  const words = text.split(SPACE).filter((word) => LETTER.test(word));
  if (words.length < WORDS && (text.match(UNSPACED)?.length ?? 0) < LETTERS) return false;
  if (words.length < WORDS && isInName(text, { start: text.length - 1, end: text.length }, () => false))
    return false;
  return blockKind('', text) !== 'source';
}
