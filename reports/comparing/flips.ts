/** The prompts that became mixed from baseline to candidate, and those that became clean. */

import type { FlippedPrompt, Flips } from '../types.js';
import { eachPair } from './cell.js';
import type { Sides } from './sides.js';

const MIXING = { measure: 'mixing', script: '*' } as const;

const shareOf = ({ baseline, candidate }: FlippedPrompt): number =>
  Math.abs(candidate.mixed / candidate.of - baseline.mixed / baseline.of);

const nameOf = ({ language, prompt }: FlippedPrompt): string => `${language}\n${prompt}`;

/** Whatever the order in which the samples came. */
const inOrder = (a: FlippedPrompt, b: FlippedPrompt): number => (nameOf(a) < nameOf(b) ? -1 : 1);

/** Of the prompts that both have scored, over the repeats that both have scored: those without a mixed answer on one side alone, the greatest change first. */
export function flipsOf(sides: Sides): Flips | null {
  const flipped: FlippedPrompt[] = [];
  const unnamed = { became_mixed: 0, became_clean: 0 };
  let prompts = 0;
  eachPair(sides, '*', MIXING, ({ trials, ours, theirs }, prompt) => {
    prompts++;
    if ((ours === 0) === (theirs === 0)) return;
    const named = sides.candidate.promptNamed(prompt);
    if (named.prompt === '') {
      unnamed[ours > 0 ? 'became_mixed' : 'became_clean']++;
      return;
    }
    flipped.push({
      ...named,
      baseline: { mixed: theirs, of: trials },
      candidate: { mixed: ours, of: trials },
    });
  });
  if (prompts === 0) return null;
  flipped.sort((a, b) => shareOf(b) - shareOf(a) || inOrder(a, b));
  return {
    ...sides.ids,
    prompts,
    became_mixed: flipped.filter(({ candidate }) => candidate.mixed > 0),
    became_clean: flipped.filter(({ candidate }) => candidate.mixed === 0),
    ...(unnamed.became_mixed + unnamed.became_clean > 0 && { unnamed }),
  };
}
