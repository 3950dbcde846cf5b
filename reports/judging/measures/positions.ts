/** How script mixing goes with length: by the length of answers, and by how far into them one is. */

import * as v from 'valibot';
import { csvRate } from '../../cells.js';
import { rateOf } from '../../rates.js';
import type { Rate } from '../../types.js';
import { isScored } from '../outcome.js';
import type { Measure } from './measure.js';
import { slipsOf } from './slips.js';

/** Answers of some length, in UTF-16 code units without white space at the ends; `to` is null of the longest. */
export interface RateByLength extends Rate {
  readonly from: number;
  readonly to: number | null;
}

/** Of answers of `within` code units and more, those with another script in the first `within` of them. */
export interface RateByPosition extends Rate {
  readonly within: number;
}

/** What it adds to the report of a target. Intervals take repeats to be as alike as in all answers of the target. */
export interface PositionFields {
  /** Script mixing of scored answers; missing where none is scored. */
  readonly by_length?: readonly RateByLength[];
  readonly by_position?: readonly RateByPosition[];
}

/** What is measured of an answer: its length, and the place of the first slip. */
export interface Places {
  readonly length: number;
  readonly slip?: number;
}

/** Each twice as far as the one before. */
const EDGES = [100, 200, 400, 800, 1600, 3200, 6400] as const;

/** Counts by length, one more than edges; and at each edge. */
interface State {
  readonly answers: Int32Array;
  readonly mixed: Int32Array;
  readonly reached: Int32Array;
  readonly slipped: Int32Array;
}

const FIELDS = ['answers', 'mixed', 'reached', 'slipped'] as const;

const counts = v.pipe(
  v.union([v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.instance(Int32Array)]),
  v.transform((list) => Int32Array.from(list)),
);
const stored = v.strictObject({ answers: counts, mixed: counts, reached: counts, slipped: counts });

const empty = (): State => ({
  answers: new Int32Array(EDGES.length + 1),
  mixed: new Int32Array(EDGES.length + 1),
  reached: new Int32Array(EDGES.length),
  slipped: new Int32Array(EDGES.length),
});

function bump(list: Int32Array, i: number, by = 1): void {
  list[i] = (list[i] ?? 0) + by;
}

function add(state: State, other: State): void {
  for (const field of FIELDS) for (const [i, n] of other[field].entries()) bump(state[field], i, n);
}

export const positions: Measure<'positions', State, PositionFields, object> = {
  id: 'positions',
  judge:
    () =>
    ({ case: { sample }, outcome, detection }) => {
      if (detection === null || !isScored(outcome.state)) return undefined;
      const text = sample.answer ?? '';
      const begins = text.length - text.trimStart().length;
      const [first] = slipsOf(outcome, detection);
      return {
        length: text.trim().length,
        ...(first !== undefined && { slip: Math.max(0, first.start - begins) }),
      };
    },
  empty,
  tally(state, { length, slip }) {
    const past = EDGES.findIndex((edge) => length < edge);
    const bin = past < 0 ? EDGES.length : past;
    bump(state.answers, bin);
    if (slip !== undefined) bump(state.mixed, bin);
    for (const [i, edge] of EDGES.entries()) {
      if (length < edge) break;
      bump(state.reached, i);
      if (slip !== undefined && slip < edge) bump(state.slipped, i);
    }
  },
  merge: add,
  toJSON: (state) => ({ ...state }),
  fromJSON(json) {
    const state = empty();
    add(state, v.parse(stored, json));
    return state;
  },
  ofTarget(languages, independent) {
    const all = empty();
    for (const state of languages.values()) add(all, state);
    const rate = (events = 0, trials = 0): Rate =>
      rateOf({ events, trials, effective: trials * independent });
    const lengths = [...all.answers].flatMap((n, i) =>
      n === 0 ? [] : [{ from: EDGES[i - 1] ?? 0, to: EDGES[i] ?? null, ...rate(all.mixed[i], n) }],
    );
    if (lengths.length === 0) return {};
    return {
      by_length: lengths,
      by_position: EDGES.flatMap((within, i) =>
        all.reached[i] === 0 ? [] : [{ within, ...rate(all.slipped[i], all.reached[i]) }],
      ),
    };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ by_length = [], by_position = [] }) => [
          ...by_length.map(({ from, to, ...rate }) =>
            csvRate(
              to === null ? `script_mixing_from_${from}_units` : `script_mixing_under_${to}_units`,
              rate,
            ),
          ),
          ...by_position.map(({ within, ...rate }) => csvRate(`script_mixing_within_${within}_units`, rate)),
        ],
      },
    ],
  },
};
