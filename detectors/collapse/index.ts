/**
 * Signs that a model has collapsed, in single answers: loops, copies of the prompt, and a sketch by which the answers to many prompts are found to be the
 * same. docs/method.md says what each takes.
 */

import { copies } from './copies.js';
import { gramsOf, SKETCH } from './grams.js';
import { lettersOf, Memory } from './letters.js';
import { loops } from './loops.js';

export { SKETCH };

/** Weight from which answers are compared: `Yes`, `42` and a short sentence may be the right answer to many questions. */
const COMPARED_FROM = 40;

/** What a single answer shows. */
export interface Signs {
  readonly loops: boolean;
  /** Null where the prompt is not known. */
  readonly copies: boolean | null;
  /** Least hashes of its stretches in {@link SKETCH} classes, 0 for a class without any; null where the answer is too short to be compared. */
  readonly sketch: readonly number[] | null;
}

/** Letters of the answer that is looked at. */
const memory = new Memory();

/** The signs of an answer to `prompt`, the last thing said to the model. */
export function signsOf(answer: string, prompt?: string): Signs {
  const letters = lettersOf(answer, memory);
  const grams = gramsOf(letters);
  return {
    loops: loops(answer, letters, grams),
    copies: prompt === undefined ? null : copies(letters, prompt),
    sketch: letters.weight < COMPARED_FROM ? null : grams.sketch,
  };
}

/** Share of the places of a sketch, those with a hash, for which `holds` is true. */
export function shareOfSketch(
  sketch: ArrayLike<number>,
  holds: (hash: number, place: number) => boolean,
): number {
  let filled = 0;
  let held = 0;
  for (let place = 0; place < sketch.length; place++) {
    const hash = sketch[place] ?? 0;
    if (hash === 0) continue;
    filled++;
    held += Number(holds(hash, place));
  }
  return filled === 0 ? 0 : held / filled;
}
