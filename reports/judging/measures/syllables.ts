/** Answers in Korean with words that hold a syllable Korean has hardly a use for: a hint of garbled text, in no rate. */

import * as v from 'valibot';
import { csvCount } from '../../cells.js';
import { plural } from '../../display/index.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target. */
export interface SyllableFields {
  /** Scored samples with such a word; missing where there are none. */
  readonly rare_syllables?: number;
}

type State = { samples: number };

const state = v.strictObject({ samples: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export const rareSyllables: Measure<'rare_syllables', State, SyllableFields, object> = {
  id: 'rare_syllables',
  judge:
    () =>
    ({ detection, outcome }) =>
      (isScored(outcome.state) && detection?.possible.some(({ sort }) => sort === 'syllable')) || undefined,
  empty: () => ({ samples: 0 }),
  tally(sum) {
    sum.samples++;
  },
  merge(sum, { samples }) {
    sum.samples += samples;
  },
  toJSON: (sum) => ({ ...sum }),
  fromJSON: (json) => ({ ...v.parse(state, json) }),
  ofTarget(languages) {
    const samples = [...languages.values()].reduce((sum, one) => sum + one.samples, 0);
    return samples === 0 ? {} : { rare_syllables: samples };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ rare_syllables: samples = 0, scored }) =>
          samples === 0 ? [] : [csvCount('rare_syllables', samples, scored)],
      },
    ],
    notes: ({ rare_syllables: samples = 0 }) =>
      samples === 0
        ? []
        : [
            `${plural(samples, 'sample')} with a syllable that Korean hardly has: perhaps garbled, in no rate`,
          ],
  },
};
