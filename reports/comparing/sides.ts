/** The two targets of a comparison, and where they are compared. */

import type { LanguageTag } from '../../detectors/index.js';
import type { Outcomes, PromptOf } from '../judging/index.js';
import type { TargetTally } from '../tally/index.js';
import type { Comparison } from '../types.js';
import type { Inference } from '../units.js';

export interface Sides {
  readonly ids: Pick<Comparison, 'baseline' | 'candidate'>;
  readonly baseline: TargetTally;
  readonly candidate: TargetTally;
  /** The numbers that the candidate's prompts have in the baseline's tally. */
  readonly promptOf: PromptOf;
  readonly inference: Inference;
}

/** A target with its name. */
export type Named = readonly [id: string, tally: TargetTally];

export const sidesOf = (
  [baselineId, baseline]: Named,
  [candidateId, candidate]: Named,
  inference: Inference,
): Sides => ({
  ids: { baseline: baselineId, candidate: candidateId },
  baseline,
  candidate,
  promptOf: candidate.promptsIn(baseline),
  inference,
});

/** The languages that are compared: one, or all of them. */
export type Where = LanguageTag | '*';

/** Share of prompts that must be shared for samples to be compared as pairs. */
const PAIRED_FROM = 0.5;

/** Whether so many shared prompts are most of those that either side has. */
export const arePaired = (shared: number, ours: number, theirs: number): boolean =>
  shared > 0 && shared >= PAIRED_FROM * Math.max(ours, theirs);

/** The languages of a target there, in the order in which they came first. */
export const languagesIn = ({ languages }: TargetTally, where: Where): readonly LanguageTag[] =>
  [...languages.keys()].filter((language) => where === '*' || language === where);

/** The outcomes of a target there, language by language. */
export const outcomesOf = (tally: TargetTally, where: Where): readonly Outcomes[] =>
  languagesIn(tally, where).flatMap((language) => tally.languages.get(language) ?? []);

/** The languages in which both were asked. */
export const sharedLanguages = ({ baseline, candidate }: Sides): LanguageTag[] =>
  [...baseline.languages.keys()].filter((language) => candidate.languages.has(language));

/** Whether both were asked in the same languages, so that all of them together can be compared. */
export function areAskedAlike(sides: Sides): boolean {
  const { length } = sharedLanguages(sides);
  return length === sides.baseline.languages.size && length === sides.candidate.languages.size;
}

/** The places where both were asked, all languages together first; that is left out where they were not asked in the same ones. */
export const placesOf = (sides: Sides): Where[] => [
  ...(areAskedAlike(sides) ? (['*'] as const) : []),
  ...sharedLanguages(sides).sort(),
];
