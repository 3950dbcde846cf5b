/** How long answers take: the last request of each, and to its first token where it was streamed. */

import * as v from 'valibot';
import { type Column, filled, type Section, target, viewOf } from '../../cells.js';
import { quantileValues } from '../../quantiles.js';
import { BUCKETS, bucketOf, type Quantiles } from '../../statistics/index.js';
import { isTimed, TIMED, timeColumns } from '../../times.js';
import type { TargetReport } from '../../types.js';
import { columnFrom, Column as Integers } from '../column.js';
import { Durations, storedDurations } from '../durations.js';
import type { Measure } from './measure.js';

/** What it adds to the report of a target: milliseconds, missing where no answer says. */
export interface TimeFields {
  readonly latency_ms?: Quantiles;
  readonly first_token_ms?: Quantiles;
}

/** What is measured of an answer: milliseconds by their buckets. */
export interface Times {
  readonly latency?: number;
  readonly first?: number;
}

/** Answers of prompts that may have more of them, and of those that have all. */
interface State {
  readonly prompts: Integers;
  /** Both numbers of an answer as one, each by its bucket and one, 0 of what nothing says. */
  readonly codes: Integers;
  readonly latency: Durations;
  readonly first: Durations;
}

const CODES = BUCKETS + 1;

const stored = v.pipe(
  v.strictObject({
    prompts: columnFrom(0),
    codes: columnFrom(0),
    latency: storedDurations,
    first: storedDurations,
  }),
  v.check(
    ({ prompts, codes }) => prompts.length === codes.length && codes.every((code) => code < CODES * CODES),
    'columns that do not fit each other',
  ),
);

const empty = (): State => ({
  prompts: new Integers(),
  codes: new Integers(),
  latency: new Durations(),
  first: new Durations(),
});

/** The durations of prompts that have all of theirs, from one half of the codes. */
function gathered({ prompts, codes }: State, half: (code: number) => number): Durations {
  const durations = new Durations();
  const buckets = new Map<number, number[]>();
  for (let i = 0; i < codes.size; i++) {
    const bucket = half(codes.at(i)) - 1;
    if (bucket < 0) continue;
    const own = buckets.get(prompts.at(i));
    if (own === undefined) buckets.set(prompts.at(i), [bucket]);
    else own.push(bucket);
  }
  for (const own of buckets.values()) durations.add(own);
  return durations;
}

/** The same answers where no prompt has more of them: without their numbers. */
function folded(state: State): State {
  const [latency, first] = [
    gathered(state, (code) => Math.floor(code / CODES)),
    gathered(state, (code) => code % CODES),
  ];
  latency.merge(state.latency);
  first.merge(state.first);
  return { ...empty(), latency, first };
}

function fromJSON(json: unknown): State {
  const { prompts, codes, latency, first } = v.parse(stored, json);
  const state: State = {
    ...empty(),
    latency: Durations.fromJSON(latency),
    first: Durations.fromJSON(first),
  };
  state.prompts.append(prompts);
  state.codes.append(codes);
  return state;
}

const toJSON = ({ prompts, codes, latency, first }: State) => ({
  prompts: prompts.values(),
  codes: codes.values(),
  latency: latency.toJSON(),
  first: first.toJSON(),
});

/** Stored times of prompts of which no further answer is to come, without their numbers. Throws where it is none. */
export const foldedTimes = (json: unknown): unknown => toJSON(folded(fromJSON(json)));

/** Where vendors are compared, their own table has this. */
const section: Section = {
  id: 'times',
  title: 'How long answers take',
  lead: () => TIMED,
  view(report, place) {
    const rows = report.vendors === undefined ? report.targets.filter(isTimed) : [];
    const columns: Column<TargetReport>[] = [
      { head: 'Target', cell: ({ id }) => target(id), html: { scope: 'row' } },
      ...timeColumns<TargetReport>((row) => row),
    ];
    return viewOf(filled(columns, rows), rows, place);
  },
};

export const times: Measure<'times', State, TimeFields, object> = {
  id: 'times',
  judge:
    () =>
    ({ case: { sample } }) => {
      const { error, latency_ms: latency, first_token_ms: first } = sample;
      if (error !== undefined || (latency === undefined && first === undefined)) return undefined;
      return {
        ...(latency !== undefined && { latency: bucketOf(latency) }),
        ...(first !== undefined && { first: bucketOf(first) }),
      };
    },
  empty,
  tally({ prompts, codes }, { latency = -1, first = -1 }, { prompt }) {
    prompts.push(prompt);
    codes.push((latency + 1) * CODES + first + 1);
  },
  merge(state, other, { promptOf }) {
    state.prompts.append(other.prompts.values().map(promptOf));
    state.codes.append(other.codes.values());
    state.latency.merge(other.latency);
    state.first.merge(other.first);
  },
  toJSON,
  fromJSON,
  ofTarget(languages) {
    const [latency, first] = [new Durations(), new Durations()];
    for (const state of languages.values()) {
      const own = folded(state);
      latency.merge(own.latency);
      first.merge(own.first);
    }
    const [latency_ms, first_token_ms] = [latency.quantiles(), first.quantiles()];
    return { ...(latency_ms && { latency_ms }), ...(first_token_ms && { first_token_ms }) };
  },
  ofLanguage: () => ({}),
  columns: {
    target: [
      {
        csv: ({ latency_ms, first_token_ms }) => [
          ...quantileValues('latency_ms', latency_ms),
          ...quantileValues('first_token_ms', first_token_ms),
        ],
      },
    ],
    sections: [section],
  },
};
