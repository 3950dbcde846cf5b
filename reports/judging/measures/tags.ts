/** Script mixing by the tags of prompts. */

import * as v from 'valibot';
import { csvRate } from '../../cells.js';
import { escapeHidden } from '../../display/index.js';
import { rateOf } from '../../rates.js';
import type { Rate } from '../../types.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target. */
export interface TagFields {
  /** By tag script mixing of scored answers; missing where no prompt has a tag. Intervals take repeats to be as alike as in all answers of the target. */
  readonly by_tag?: Readonly<Record<string, Rate>>;
}

/** The tags of an answer's prompt, and whether it is mixed. */
export interface Tagged {
  readonly tags: readonly string[];
  readonly mixed: boolean;
}

interface Counts {
  readonly answers: number;
  readonly mixed: number;
}
type State = Map<string, Counts>;

/** Tags of one target that are counted: somebody may have a tag a prompt. */
const MOST = 1000;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.array(v.strictTuple([v.string(), whole, whole]));

function add(state: State, tag: string, answers: number, mixed: number): void {
  const known = state.get(tag) ?? { answers: 0, mixed: 0 };
  state.set(tag, { answers: known.answers + answers, mixed: known.mixed + mixed });
}

function merge(state: State, other: State): void {
  for (const [tag, { answers, mixed }] of other) add(state, tag, answers, mixed);
}

const byName = (state: State) => [...state].sort(([a], [b]) => (a < b ? -1 : 1));

export const tags: Measure<'tags', State, TagFields, object> = {
  id: 'tags',
  judge:
    () =>
    ({ case: { tags: own = [] }, outcome }) =>
      own.length === 0 || !isScored(outcome.state)
        ? undefined
        : { tags: own, mixed: outcome.counted.includes('script_mixing') },
  empty: () => new Map(),
  tally(state, { tags: own, mixed }) {
    for (const tag of new Set(own)) add(state, tag, 1, Number(mixed));
  },
  merge,
  toJSON: (state) => byName(state).map(([tag, { answers, mixed }]) => [tag, answers, mixed]),
  fromJSON: (json) =>
    new Map(v.parse(stored, json).map(([tag, answers, mixed]) => [tag, { answers, mixed }])),
  ofTarget(languages, independent) {
    const all: State = new Map();
    for (const state of languages.values()) merge(all, state);
    if (all.size === 0 || all.size > MOST) return {};
    return {
      by_tag: Object.fromEntries(
        byName(all).map(([tag, { answers, mixed }]) => [
          tag,
          rateOf({ events: mixed, trials: answers, effective: answers * independent }),
        ]),
      ),
    };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ by_tag = {} }) =>
          Object.entries(by_tag).map(([tag, rate]) =>
            csvRate(`script_mixing_tag_${escapeHidden(tag)}`, rate),
          ),
      },
    ],
  },
};
