/** How script mixing goes with length: by the length of answers, and by how far into them one is. */

import * as v from 'valibot';
import { csvRate } from '../../cells.js';
import { rateOf } from '../../rates.js';
import type { Rate } from '../../types.js';
import { pooledFor } from '../../units.js';
import { ByPrompt, haveOneLength, storedColumns } from '../by-prompt.js';
import { COUNTED, HAPPENED } from '../counted.js';
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

/** What it adds to the report of a target. */
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

/** The code of an answer: the class of its length, and of how far into it the first slip is. */
const CLASSES = 16;
/** The class of how far in the first slip of an answer without one is. */
const NEVER = EDGES.length + 1;

/** How many edges a number has reached: the class that it is in. */
function classOf(units: number): number {
  const past = EDGES.findIndex((edge) => units < edge);
  return past < 0 ? EDGES.length : past;
}

const lengthIn = (code: number): number => Math.floor(code / CLASSES);
const slipIn = (code: number): number => code % CLASSES;

/** Scored answers by prompt. */
type State = ByPrompt;

const stored = v.pipe(
  v.strictObject(storedColumns),
  v.check(
    (columns) =>
      haveOneLength(columns) &&
      columns.codes.every((code) => lengthIn(code) <= EDGES.length && slipIn(code) <= NEVER),
    'columns that do not fit each other',
  ),
);

const empty = (): State => new ByPrompt(() => true);

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
  tally: (state, { length, slip }, { prompt, repeat, text }) =>
    state.add(prompt, repeat, classOf(length) * CLASSES + (slip === undefined ? NEVER : classOf(slip)), text),
  merge: (state, other, { promptOf }) => state.merge(other, promptOf),
  toJSON: (state) => state.toData(),
  fromJSON(json) {
    const state = empty();
    state.addStored(v.parse(stored, json));
    return state;
  },
  ofTarget(languages, { inference }) {
    /** Of the answers whose length is in a class that `isOf` takes, those whose first slip is in one under `slip`. */
    const rate = (isOf: (length: number) => boolean, slip: number): Rate => {
      const test = (code: number): number =>
        isOf(lengthIn(code)) ? (slipIn(code) < slip ? HAPPENED : COUNTED) : 0;
      const clusters = [...languages.values()].flatMap((state) =>
        state.clustersOnce((i) => test(state.code(i))),
      );
      return rateOf(pooledFor(inference, clusters));
    };
    const lengths = [0, ...EDGES].map((from, i) => ({
      from,
      to: EDGES[i] ?? null,
      ...rate((length) => length === i, NEVER),
    }));
    if (lengths.every(({ of }) => of === 0)) return {};
    const positions = EDGES.map((within, i) => ({ within, ...rate((length) => length > i, i + 1) }));
    return {
      by_length: lengths.filter(({ of }) => of > 0),
      by_position: positions.filter(({ of }) => of > 0),
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
