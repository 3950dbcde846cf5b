/**
 * Where tokens were dropped, as far as a text tells: the word `assistant` glued to what comes before it, which is left of Llama 3's tokens
 * between turns; and commas and full stops in a row whose words are gone. What was dropped without a trace nobody can tell.
 */

import type { Span } from '../types.js';

const TURN = 'assistant\n\n';
const GLUED = /(?<=[\p{L}\p{N}\p{P}])assistant(?=\n\n)/gu;

/** Marks with nothing but space around them, four and more, of both kinds: of one kind they may be dots that are meant. */
const MARKS = /(?:(?<=^|\s)[.,](?:\s+|$)){4,}/g;
const isOfBoth = (marks: string): boolean => marks.includes('.') && marks.includes(',');

/** Where they were; in order. */
export function droppedIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  if (text.includes(TURN))
    for (const { 0: word, index } of text.matchAll(GLUED))
      spans.push({ start: index, end: index + word.length });
  if (text.includes(', .') || text.includes('. ,'))
    for (const { 0: marks, index } of text.matchAll(MARKS))
      if (isOfBoth(marks)) spans.push({ start: index, end: index + marks.trimEnd().length });
  return spans.length < 2 ? spans : spans.sort((a, b) => a.start - b.start);
}
