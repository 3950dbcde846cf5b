/** The two targets of a comparison, and where they are compared. */

import type { LanguageTag } from '../detectors/index.js';
import type { PromptOf } from './judging/index.js';
import type { TargetTally } from './tally.js';
import type { Comparison } from './types.js';

export interface Sides {
  readonly ids: Pick<Comparison, 'baseline' | 'candidate'>;
  readonly baseline: TargetTally;
  readonly candidate: TargetTally;
  /** The numbers that the candidate's prompts have in the baseline's tally. */
  readonly promptOf: PromptOf;
}

/** The languages that are compared: one, or all of them. */
export type Where = LanguageTag | '*';

/** Share of prompts that must be shared for samples to be compared as pairs. */
export const PAIRED_FROM = 0.5;

/** The languages of a target there, in the order in which they came first. */
export const languagesIn = ({ languages }: TargetTally, where: Where): readonly LanguageTag[] =>
  [...languages.keys()].filter((language) => where === '*' || language === where);
