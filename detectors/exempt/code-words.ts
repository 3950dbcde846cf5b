/** The words of code: identifiers, commands, keys; not what its comments and texts say. */

import type { Span } from '../types.js';

/** Comments to the end of the line or between their marks, and texts between quotation marks on one line. */
const COMMENT =
  /\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?:^|(?<=\s))(?:#(?![\da-fA-F]{3}|include|define|if|endif)|\/\/|--\s)[^\n]*/gm;
const TEXT = /(["'])((?:(?!\1)[^\\\n]|\\[^\n]){0,300})\1/g;
/** A text that is a name itself: a key, a column, an element of a list. */
const NAME = /^[\w.$-]{1,40}$/;
const WORD = /[A-Za-z_$][\w$]*(?:-[A-Za-z_$][\w$]*)*/g;

/** Code whose comments all end: a search for the end of each that has none would take time by the square. */
function withEnds(code: string, open: string, close: string): string {
  const end = code.lastIndexOf(close) + 1;
  return code.slice(0, end) + code.slice(end).replaceAll(open, ' ');
}

/** Adds the words of a stretch of code. */
function addWords(words: Set<string>, code: string): void {
  const named = code.replace(TEXT, (whole, _mark, inside: string) =>
    NAME.test(inside) ? ` ${inside} ` : whole.slice(0, 1),
  );
  const plain = withEnds(withEnds(named, '/*', '*/'), '<!--', '-->').replace(COMMENT, ' ');
  for (const [word] of plain.matchAll(WORD)) {
    words.add(word);
    // The parts of what a hyphen joins are words of it too: --dry-run, my-node.
    if (word.includes('-')) for (const part of word.split('-')) words.add(part);
  }
}

/** The words that stand in stretches of code, as they are written. */
export function codeWords(
  texts: readonly { readonly text: string; readonly code: readonly Span[] }[],
): Set<string> {
  const words = new Set<string>();
  for (const { text, code } of texts)
    for (const { start, end } of code) addWords(words, text.slice(start, end));
  return words;
}
