/** Words of extreme length: tiktoken takes time by the square of a word's length, and what trains a model holds loops and blobs. */

import { categoriesOf, isPair, LETTER, MARK, WHITE } from '../pieces/index.js';

/**
 * UTF-16 code units of a word, or a run of digits, signs or spaces, up to which its tokens are those of tiktoken; longer ones are encoded in parts of
 * so many. Patterns split digits by threes, in one unit or two each: a multiple of six keeps them where they are.
 */
const LONGEST_WORD = 1020;

const NO_ROOM = new Uint8Array(0);

/** What stands in a piece with its like: all letters, all spaces, marks, numbers, signs. */
function kindOf(category: number): number {
  if ((category & LETTER) !== 0) return LETTER;
  return (category & WHITE) === 0 ? category : WHITE;
}

/** Calls `take` with a text, in parts where it has a word that is longer; no part ends within a character. */
export function inParts(text: string, take: (part: string) => void): void {
  if (text.length <= LONGEST_WORD) {
    take(text);
    return;
  }
  const categories = categoriesOf(text, NO_ROOM);
  let start = 0;
  let word = 0;
  let before = -1;
  for (let at = 0; at < text.length; at += isPair(text, at) ? 2 : 1) {
    const kind = kindOf(categories[at] as number);
    // A mark goes with whatever stands before it.
    if (kind !== MARK && kind !== before) {
      word = at;
      before = kind;
    } else if (at - word >= LONGEST_WORD) {
      take(text.slice(start, at));
      start = word = at;
    }
  }
  take(text.slice(start));
}
