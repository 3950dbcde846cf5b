/** What a prompt asks, and the answers that it gives as examples: those are no text to work on, and an answer has no reason to return them. */

import { escaped } from '../escaped.js';

export interface Request {
  /** The question or task itself. */
  readonly text: string;
  /** Answers to other questions, as a prompt of few shots has them. */
  readonly examples: readonly string[];
}

/** A label that the model is to go on from: `Answer:` with nothing behind it. */
const OPEN = /(?:^|\n)[ \t]*(?<label>[^\n:：]{1,30})[:：]$/u;

/** A label at the beginning of a line. */
const LABEL = /^\s*[^\n:：]{1,30}[:：][ \t]*/u;

/** Where the answer of an example ends: at an empty line, or where another label stands. */
const END = /\n[ \t]*\n|\n[ \t]*[^\n:：]{1,30}[:：]/u;

/** Where an open label may stand: the end of a prompt, without blanks behind it. */
const TAIL = 100;

/** Splits the last thing said to the model. A prompt that ends in an open label has as examples what stands behind that label before. */
export function requestOf(prompt: string): Request {
  const tail = prompt.slice(-TAIL).trimEnd();
  const label = /[:：]$/.test(tail) ? OPEN.exec(tail)?.groups?.label?.trim() : undefined;
  if (label === undefined || label === '') return { text: prompt, examples: [] };
  const places = [...prompt.matchAll(new RegExp(`(?:^|\\n)[ \\t]*${escaped(label)}[ \\t]*[:：]`, 'gu'))];
  const examples: string[] = [];
  let from = 0;
  for (const [i, { index, 0: marked }] of places.slice(0, -1).entries()) {
    const start = index + marked.length;
    const answer = prompt.slice(start, places[i + 1]?.index);
    const end = END.exec(answer)?.index ?? answer.length;
    examples.push(answer.slice(0, end));
    from = start + end;
  }
  const text = prompt.slice(from, places.at(-1)?.index).replace(LABEL, '');
  return { text, examples };
}
