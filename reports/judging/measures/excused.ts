/** Answers that are clean because of their prompt: what they hold of another script or language, it asked for or had itself. */

import * as v from 'valibot';
import { csvCount } from '../../cells.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target and to that of a language. */
export interface ExcusedFields {
  /**
   * Clean samples that hold another script than Latin, or where Latin is the language's own another language, that nothing but their
   * prompt excuses; missing where there are none.
   */
  readonly excused_by_prompt?: number;
}

type State = { samples: number };

const state = v.strictObject({ samples: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** A letter of another script than Latin: terms of the prompt in Latin script stand in every other answer. */
const OTHER_LETTER = /[\p{L}--\p{Script=Latin}]/v;

const fieldsOf = (samples: number): ExcusedFields => (samples === 0 ? {} : { excused_by_prompt: samples });

export const excused: Measure<'excused', State, ExcusedFields, ExcusedFields> = {
  id: 'excused',
  judge:
    () =>
    ({ detection, outcome, policy }) => {
      if (detection === null || outcome.state !== 'clean') return undefined;
      const isExcused = detection.exemptions.some(
        ({ reason, text }) => reason === 'prompt' && (policy.latin === 'own' || OTHER_LETTER.test(text)),
      );
      return isExcused || undefined;
    },
  empty: () => ({ samples: 0 }),
  tally(sum) {
    sum.samples++;
  },
  merge(sum, { samples }) {
    sum.samples += samples;
  },
  toJSON: (sum) => ({ ...sum }),
  fromJSON: (json) => ({ ...v.parse(state, json) }),
  ofTarget: (languages) => fieldsOf([...languages.values()].reduce((sum, { samples }) => sum + samples, 0)),
  ofLanguage: ({ samples }) => fieldsOf(samples),
  columns: {
    target: [
      {
        csv: ({ excused_by_prompt: samples = 0, scored }) =>
          samples === 0 ? [] : [csvCount('excused_by_prompt', samples, scored)],
      },
    ],
    language: [
      {
        csv: ({ cell: { excused_by_prompt: samples = 0, scored } }) =>
          samples === 0 ? [] : [csvCount('excused_by_prompt', samples, scored)],
      },
    ],
  },
};
