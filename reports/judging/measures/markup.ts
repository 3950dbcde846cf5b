/** Reasoning that left no answer, and damaged markup of reasoning: what became of a model's thinking where something went wrong. */

import * as v from 'valibot';
import { csvCount } from '../../cells.js';
import { plural } from '../../display/index.js';
import type { Case, JudgedFields } from '../case.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target. */
export interface MarkupFields {
  /** There only where a sample has either. */
  readonly reasoning_markup?: MarkupCounts;
}

export interface MarkupCounts {
  /** Samples without an answer that have reasoning: a limit of length ended it, or the model did. They are excluded as `empty`. */
  readonly without_answer: number;
  /** Samples whose markup is damaged: a marker without its partner. Reasoning that never ends is damage only where the response ended by itself. */
  readonly torn: number;
}

export interface SampleMarkup {
  readonly withoutAnswer: boolean;
  readonly torn: boolean;
}

interface State {
  without_answer: number;
  torn: number;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.strictObject({ without_answer: count, torn: count });

/** Finish reasons of a response that a limit of length ended. */
const CUT = /^(?:length|max_tokens|max_output_tokens|model_length)$/i;

/** Reasoning that nothing ends is damage only where a response is known to have ended by itself. */
function isTorn({ torn = [], sample: { finish_reason } }: Case<JudgedFields>): boolean {
  const isWhole = finish_reason !== undefined && !CUT.test(finish_reason);
  return torn.some(({ kind }) => kind !== 'unclosed' || isWhole);
}

export const reasoningMarkup: Measure<'reasoning_markup', State, MarkupFields, object> = {
  id: 'reasoning_markup',
  judge:
    () =>
    ({ case: one, outcome }) => {
      const withoutAnswer = outcome.state === 'empty' && (one.sample.reasoning ?? '').trim() !== '';
      const torn = isTorn(one);
      return withoutAnswer || torn ? { withoutAnswer, torn } : undefined;
    },
  empty: () => ({ without_answer: 0, torn: 0 }),
  tally(state, { withoutAnswer, torn }) {
    state.without_answer += withoutAnswer ? 1 : 0;
    state.torn += torn ? 1 : 0;
  },
  merge(state, other) {
    state.without_answer += other.without_answer;
    state.torn += other.torn;
  },
  toJSON: (state) => ({ ...state }),
  fromJSON: (json) => v.parse(stored, json),
  ofTarget(languages) {
    const states = [...languages.values()];
    const sum = (name: keyof State): number => states.reduce((total, state) => total + state[name], 0);
    const counts = { without_answer: sum('without_answer'), torn: sum('torn') };
    return counts.without_answer + counts.torn === 0 ? {} : { reasoning_markup: counts };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ reasoning_markup: counts, samples }) =>
          counts === undefined
            ? []
            : [
                csvCount('reasoning_without_answer', counts.without_answer, samples),
                csvCount('torn_markup', counts.torn, samples),
              ],
      },
    ],
    notes: ({ reasoning_markup: counts }) => {
      const { without_answer = 0, torn = 0 } = counts ?? {};
      return [
        ...(without_answer > 0
          ? [`${plural(without_answer, 'sample')} with reasoning, but without an answer`]
          : []),
        ...(torn > 0 ? [`${plural(torn, 'sample')} with damaged markup of reasoning`] : []),
      ];
    },
  },
};
