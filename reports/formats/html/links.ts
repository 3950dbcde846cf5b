/** Links from a number to the answers behind it. */

import type { Comparison } from '../../types.js';
import { addressOf, type SampleChoice } from './samples/index.js';

/** States of the answers that a rate counts; all that are flagged where there is none of its own. */
const STATES: Readonly<Partial<Record<Comparison['measure'], string>>> = {
  script_mixing: 'mixed',
  word_mixing: 'mixed',
  mixing: 'mixed',
  wrong_language: 'wrong_language',
  damage: 'damaged',
};

/** The address of the candidate's answers that a row counts; null where the page shows none of them. */
export function answersOf({
  measure,
  candidate,
  language,
  script,
}: Pick<Comparison, 'measure' | 'candidate' | 'language' | 'script'>): string {
  const choice: SampleChoice = {
    target: candidate,
    ...(language !== '*' && { language }),
    ...(script === '*' ? { state: STATES[measure] ?? 'flagged' } : { script }),
  };
  return addressOf(choice);
}
