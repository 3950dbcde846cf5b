/** Which side the prompt of a sample changed to, as a report has it. */

import type { FlippedPrompt, Report } from '../types.js';
import type { ShownSample } from './sample.js';

export type Flip = 'mixed' | 'clean';

const questionOf = (language: string, prompt: string): string => JSON.stringify([language, prompt]);

const questionsOf = (flipped: readonly FlippedPrompt[]): string[] =>
  flipped.map(({ language, prompt }) => questionOf(language, prompt));

/** Says what the prompt of a sample became: of a candidate's in that candidate, of a baseline's in any. */
export function flipsOf({
  flips,
}: Pick<Report, 'flips'>): (sample: Pick<ShownSample, 'target' | 'language' | 'prompt_id'>) => Flip[] {
  const sides = { mixed: new Map<string, Set<string>>(), clean: new Map<string, Set<string>>() };
  const add = (of: Map<string, Set<string>>, target: string, questions: readonly string[]): void => {
    const known = of.get(target) ?? new Set<string>();
    of.set(target, known);
    for (const question of questions) known.add(question);
  };
  for (const { baseline, candidate, became_mixed, became_clean } of flips)
    for (const target of [baseline, candidate]) {
      add(sides.mixed, target, questionsOf(became_mixed));
      add(sides.clean, target, questionsOf(became_clean));
    }
  return ({ target, language, prompt_id }) =>
    (['mixed', 'clean'] as const).filter((side) =>
      sides[side].get(target)?.has(questionOf(language, prompt_id)),
    );
}
