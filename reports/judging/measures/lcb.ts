/** The pass rates of the Language Confusion Benchmark, with its averages over tasks, sources and languages. */

import * as v from 'valibot';
import {
  type LanguageTag,
  type LcbCell,
  type LcbRates,
  type LcbResult,
  type LcbTally,
  lcbAverages,
  lcbRates,
  lcbResponse,
  lcbTally,
  mergeLcbTallies,
} from '../../../detectors/bare/index.js';
import { groupedBy, languageRows } from '../../arrange.js';
import { type Cell, type CsvValue, language, number, target, text, viewOf } from '../../cells.js';
import { count, NO_NUMBER, percent } from '../../display/index.js';
import type { Report } from '../../types.js';
import type { Measure } from './measure.js';
import { indexColumns } from './mixing-indices.js';

/**
 * Pass rates of the Language Confusion Benchmark, fractions 0..1. As in its code a rate of no response at all is 1; `wpr` and `lcpr`
 * are null where words are not judged.
 */
export interface LcbPassRates {
  readonly lpr: number | null;
  readonly wpr: number | null;
  readonly lcpr: number | null;
  /** Mean over the judged responses of the share of lines in the right language. */
  readonly line_accuracy: number | null;
}

/** The benchmark's counts over the responses of a language, and the rates of these counts. */
export interface LcbReport extends LcbPassRates {
  readonly responses: number;
  /** Responses with a line long enough to be judged. */
  readonly judged: number;
  readonly line_errors: number;
  /** Among the judged responses without a line error; null where words are not judged. */
  readonly word_errors: number | null;
}

/** The benchmark's macro averages within one task: over languages each the average of its sources, and by either. */
export interface LcbTaskReport extends LcbPassRates {
  readonly sources: Readonly<Record<string, LcbPassRates>>;
  readonly languages: Readonly<Record<LanguageTag, LcbPassRates>>;
}

/** What it adds to the report of a target. */
export interface LcbTargetFields {
  /** By the benchmark's task; `*` holds responses that name none. Only where it was asked for. */
  readonly lcb?: Readonly<Record<string, LcbTaskReport>>;
}

/** What it adds to the report of a language. */
export interface LcbLanguageFields {
  /** Only where it was asked for. */
  readonly lcb?: LcbReport;
}

/** As the benchmark's published code takes them, so that averages are comparable: a rate of nothing is 1. */
const COMPATIBLE = { emptyPasses: true } as const;

/** What the benchmark averages over: a source of prompts within a task. `*` where a run knows of none. */
interface Place {
  readonly task: string;
  readonly source: string;
}

const ANYWHERE: Place = { task: '*', source: '*' };

/** `score` names the benchmark's prompts TASK/SOURCE/LANGUAGE/ROW. */
function placeOf(prompt: string, tag: LanguageTag): Place {
  const [task = '', source = '', own, row, ...more] = prompt.split('/');
  const known = /^(mono|cross)lingual$/.test(task) && own === tag && row !== undefined;
  return known && more.length === 0 ? { task, source } : ANYWHERE;
}

/** Counts of a language by task and source; `first` is which sample of the target was the first of them. */
type State = Map<string, Place & { readonly first: number; readonly tally: LcbTally }>;

function add(cells: State, { task, source }: Place, first: number, tally: LcbTally): void {
  const name = `${task}/${source}`;
  const known = cells.get(name);
  if (known === undefined) cells.set(name, { task, source, first, tally });
  else cells.set(name, { ...known, tally: mergeLcbTallies([known.tally, tally]) });
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = v.array(
  v.strictObject({
    task: v.string(),
    source: v.string(),
    first: whole,
    tally: v.strictObject({
      responses: whole,
      judged: whole,
      lineErrors: whole,
      wordErrors: whole,
      lineAccuracy: v.pipe(v.number(), v.minValue(0)),
      words: v.boolean(),
    }),
  }),
);

const ratesOf = ({ lpr, wpr, lcpr, lineAccuracy }: LcbRates): LcbPassRates => ({
  lpr,
  wpr,
  lcpr,
  line_accuracy: lineAccuracy,
});

function taskReport(cells: readonly LcbCell[]): LcbTaskReport {
  const { overall, bySource, byLanguage } = lcbAverages(cells);
  const named = (rates: ReadonlyMap<string, LcbRates>): Record<string, LcbPassRates> =>
    Object.fromEntries(
      [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, ratesOf(one)]),
    );
  return { ...ratesOf(overall), sources: named(bySource), languages: named(byLanguage) };
}

/** A rate of no response at all counts as passed in the benchmark's averages; by itself it says nothing. */
const ownRate = ({ judged }: LcbReport, rate: number | null): Cell =>
  number(judged === 0 ? NO_NUMBER : percent(rate));

const value = (measure: string, rate: number | null, n: number | null = null, of: number | null = null) =>
  ({ measure, count: n, of, rate, low: null, high: null }) satisfies CsvValue;

function csvOfTask([task, { lpr, wpr, lcpr, line_accuracy }]: readonly [string, LcbPassRates]): CsvValue[] {
  const of = task === '*' ? '' : `_${task}`;
  return [
    value(`lcb_lpr${of}`, lpr),
    value(`lcb_wpr${of}`, wpr),
    value(`lcb_lcpr${of}`, lcpr),
    value(`lcb_line_accuracy${of}`, line_accuracy),
  ];
}

function csvOfLanguage({ judged, line_errors, word_errors, ...rates }: LcbReport): CsvValue[] {
  const passed = judged - line_errors;
  return [
    value('lcb_lpr', rates.lpr, passed, judged),
    word_errors === null
      ? value('lcb_wpr', rates.wpr)
      : value('lcb_wpr', rates.wpr, passed - word_errors, passed),
    value('lcb_lcpr', rates.lcpr),
    value('lcb_line_accuracy', rates.line_accuracy),
  ];
}

/** What Markdown says of how the rates were taken. */
function lead({ lcb: how }: Report): string {
  const { words = null } = how ?? {};
  const list = words === null ? 'no list of English words was given' : `${count(words)} English words`;
  return (
    `Line, word and language confusion pass rates (Marchisio et al. 2024) by fastText's lid.176; ${list}. Averages are the ` +
    'benchmark’s: over languages, each the average of its sources.'
  );
}

export type { LcbResult };

export const lcb: Measure<'lcb', State, LcbTargetFields, LcbLanguageFields> = {
  id: 'lcb',
  wanted: (wanted) => wanted.lcb !== undefined,
  judge:
    ({ literature }) =>
    ({ case: { sample } }) =>
      literature && lcbResponse(sample.answer ?? '', sample.language, literature),
  empty: () => new Map(),
  tally: (cells, result, { id, language: tag, nth }) => add(cells, placeOf(id, tag), nth, lcbTally([result])),
  merge(cells, other, { before }) {
    for (const { tally, first, ...place } of other.values()) add(cells, place, before + first, tally);
  },
  toJSON: (cells) => [...cells.values()],
  fromJSON(json) {
    const cells: State = new Map();
    for (const { tally, first, ...place } of v.parse(stored, json)) add(cells, place, first, tally);
    return cells;
  },
  /** The benchmark's macro averages, its tasks apart. */
  ofTarget(languages) {
    const all = [...languages].flatMap(([tag, cells]) =>
      Array.from(cells.values(), ({ task, source, first, tally }) => ({
        task,
        first,
        cell: { source, language: tag, rates: lcbRates(tally, COMPATIBLE) },
      })),
    );
    // Sums of fractions depend on their order in the last digit.
    all.sort((a, b) => a.first - b.first);
    const byTask = groupedBy(all, ({ task }) => task);
    const sorted = [...byTask].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      lcb: Object.fromEntries(
        sorted.map(([task, cells]) => [task, taskReport(cells.map(({ cell }) => cell))]),
      ),
    };
  },
  /** Over all responses of the language, whatever their task and source. */
  ofLanguage(cells) {
    const tally = mergeLcbTallies([...cells.values()].map((cell) => cell.tally));
    const { responses, judged, lineErrors, wordErrors } = tally;
    return {
      lcb: {
        responses,
        judged,
        line_errors: lineErrors,
        word_errors: tally.words ? wordErrors : null,
        ...ratesOf(lcbRates(tally, COMPATIBLE)),
      },
    };
  },
  columns: {
    target: [{ csv: ({ lcb: tasks = {} }) => Object.entries(tasks).flatMap(csvOfTask) }],
    language: [{ csv: ({ cell }) => (cell.lcb === undefined ? [] : csvOfLanguage(cell.lcb)) }],
    sections: [
      {
        id: 'lcb',
        title: 'Measures of the literature',
        in: ['markdown'],
        lead,
        view: (report, place) =>
          viewOf<{ readonly id: string; readonly task: string; readonly rates: LcbPassRates }>(
            [
              { head: 'Target', cell: ({ id }) => target(id) },
              { head: 'Task', cell: ({ task }) => text(task === '*' ? 'all' : task) },
              { head: 'LPR', align: 'right', cell: ({ rates }) => number(percent(rates.lpr)) },
              { head: 'WPR', align: 'right', cell: ({ rates }) => number(percent(rates.wpr)) },
              { head: 'LCPR', align: 'right', cell: ({ rates }) => number(percent(rates.lcpr)) },
            ],
            report.targets.flatMap(({ id, lcb: tasks = {} }) =>
              Object.entries(tasks).map(([task, rates]) => ({ id, task, rates })),
            ),
            place,
          ),
      },
      {
        id: 'lcb-languages',
        in: ['markdown'],
        lead: () =>
          'By language over all responses; code-mixing index (0 to 100), multilingual and integration index, language confusion entropy ' +
          'over the scored ones.',
        view: (report, place) =>
          viewOf(
            [
              { head: 'Language', cell: (row) => language(row.language) },
              { head: 'Target', cell: (row) => target(row.target.id) },
              { head: 'Judged', align: 'right', cell: ({ own }) => number(count(own.judged)) },
              { head: 'LPR', align: 'right', cell: ({ own }) => ownRate(own, own.lpr) },
              { head: 'WPR', align: 'right', cell: ({ own }) => ownRate(own, own.wpr) },
              { head: 'LCPR', align: 'right', cell: ({ own }) => ownRate(own, own.lcpr) },
              ...indexColumns,
            ],
            languageRows(report).flatMap(({ cell, ...row }) => {
              const { lcb: own, mixing_indices: indices } = cell;
              return own === undefined || indices === undefined ? [] : [{ ...row, own, indices }];
            }),
            place,
          ),
      },
    ],
  },
};
