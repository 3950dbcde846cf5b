/** Lines of Latin words in a language of another script. */

import { isListed } from '../policy/index.js';
import type { Scene } from '../scene.js';
import { weigh } from '../share.js';
import type { Finding, Span } from '../types.js';
import type { WordCandidate } from './candidate.js';
import type { Judged } from './kind.js';

/** Fewest Latin words, and ordinary ones among them, of a line that is a finding as a whole. */
const LINE_WORDS = 3;
const LINE_FOREIGN = 2;

/** Least probability with which a line's language is named; more for one without a policy, mostly a name or a file. */
const SURE = 0.5;
const SURE_OF_RARE = 0.9;

/** Largest share of the language's own letters in such a line. */
const LINE_OWN = 0.1;

/** Code units of a line that damage took the place of. */
const damagedUnits = (line: string): number => line.split('\ufffd').length - 1;

/** The line around `at`, without the white space at its ends. */
export function lineAround(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  const start = text.lastIndexOf('\n', at) + 1;
  const line = text.slice(start, end < 0 ? text.length : end);
  return { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length };
}

/** The finding that a line is as a whole, by its words and the share of the language's own letters; undefined where it is none. */
export function foreignLine(
  { text, policy, identifier }: Scene,
  { start, end }: Span,
  words: readonly Judged<WordCandidate>[],
): Finding | undefined {
  const foreign = words.filter(({ exempt }) => exempt === null).length;
  if (words.length < LINE_WORDS || foreign < LINE_FOREIGN) return undefined;
  const line = text.slice(start, end);
  if (damagedUnits(line) > LINE_OWN * line.length) return undefined;
  if (weigh(line, policy, []).own > LINE_OWN) return undefined;
  const guess = identifier.identify(line.toLowerCase())[0];
  const isSure = guess !== undefined && guess.probability >= (isListed(guess.language) ? SURE : SURE_OF_RARE);
  return {
    start,
    end,
    text: line,
    kind: 'line',
    script: 'Latn',
    zone: 'text',
    ...(isSure && { language: guess.language }),
  };
}
