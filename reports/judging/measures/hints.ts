/** Answers that hint at damage which cannot be told for sure, and is in no rate: garbled words of Korean, dropped tokens. */

import * as v from 'valibot';
import { csvCount } from '../../cells.js';
import { plural } from '../../display/index.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** Scored samples with a hint. */
export interface HintCounts {
  /** A word with a syllable that Korean hardly has. */
  readonly rare_syllables: number;
  /** Marks without their words, or what is left of the tokens between turns. */
  readonly dropped_tokens: number;
}

/** What it adds to the report of a target. */
export interface HintFields {
  /** There only where a sample has one. */
  readonly hints?: HintCounts;
}

/** What an answer hints at. */
export interface HintsOfAnswer {
  readonly rareSyllables: boolean;
  readonly droppedTokens: boolean;
}

type State = { rare_syllables: number; dropped_tokens: number };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.strictObject({ rare_syllables: count, dropped_tokens: count });

export const hints: Measure<'hints', State, HintFields, object> = {
  id: 'hints',
  judge:
    () =>
    ({ detection, outcome }) => {
      if (detection === null || !isScored(outcome.state)) return undefined;
      const has = (hint: string): boolean => detection.possible.some(({ sort }) => sort === hint);
      const found = { rareSyllables: has('syllable'), droppedTokens: has('dropped') };
      return found.rareSyllables || found.droppedTokens ? found : undefined;
    },
  empty: () => ({ rare_syllables: 0, dropped_tokens: 0 }),
  tally(state, { rareSyllables, droppedTokens }) {
    state.rare_syllables += Number(rareSyllables);
    state.dropped_tokens += Number(droppedTokens);
  },
  merge(state, other) {
    state.rare_syllables += other.rare_syllables;
    state.dropped_tokens += other.dropped_tokens;
  },
  toJSON: (state) => ({ ...state }),
  fromJSON: (json) => ({ ...v.parse(stored, json) }),
  ofTarget(languages) {
    const states = [...languages.values()];
    const sum = (name: keyof State): number => states.reduce((total, state) => total + state[name], 0);
    const counts = { rare_syllables: sum('rare_syllables'), dropped_tokens: sum('dropped_tokens') };
    return counts.rare_syllables + counts.dropped_tokens === 0 ? {} : { hints: counts };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ hints: counts, scored }) =>
          counts === undefined
            ? []
            : [
                csvCount('rare_syllables', counts.rare_syllables, scored),
                csvCount('dropped_tokens', counts.dropped_tokens, scored),
              ],
      },
    ],
    notes: ({ hints: counts }) => {
      const { rare_syllables = 0, dropped_tokens = 0 } = counts ?? {};
      return [
        ...(rare_syllables > 0
          ? [
              `${plural(rare_syllables, 'sample')} with a syllable that Korean hardly has: perhaps garbled, in no rate`,
            ]
          : []),
        ...(dropped_tokens > 0
          ? [`${plural(dropped_tokens, 'sample')} in which tokens seem to have been dropped, in no rate`]
          : []),
      ];
    },
  },
};
