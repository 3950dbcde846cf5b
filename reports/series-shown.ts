/** A series of checkpoints as reports show it: its sentence, its tables, and its lines of the CSV. */

import type { SeriesStep } from '../store/index.js';
import { levelPercent } from './arrange.js';
import { type CsvValue, filled, type Place, type View, viewOf } from './cells.js';
import { isChosen, type Rows } from './chosen.js';
import { type ChangeFields, endsOf, type StepRow, stepColumns, trendColumns } from './columns/index.js';
import { plural, points, pointsBounds } from './display/index.js';
import type { Series, SeriesChange, SeriesRow, SeriesTrend } from './series/index.js';
import type { Verdict } from './types.js';

/** What a series comes to: script mixing over all languages, or the first row where there is none over all of them. */
export interface SeriesHeadline {
  readonly row: SeriesRow;
  /** `script mixing 1.9% → 10.9%`. */
  readonly change: string;
  /** `trend +11.7 points from first to last, 95% interval +9.1 to +14.3; 300 prompts`. */
  readonly evidence: string;
  readonly verdict: Verdict | null;
}

function evidenceOf(trend: SeriesTrend | null): string {
  if (trend === null) return 'no trend: no prompt has answers at two steps';
  const interval = pointsBounds(trend);
  const ends = interval === '' ? '' : `, ${levelPercent(trend.level)} interval ${interval}`;
  return `trend ${points(trend.change)} points from first to last${ends}; ${trend.prompts} ${trend.prompts === 1 ? 'prompt' : 'prompts'}`;
}

/** Null where a series has no row over all languages. */
export function seriesHeadline({ rows }: Series): SeriesHeadline | null {
  const row = rows.find(({ language, measure }) => language === '*' && measure === 'script_mixing');
  if (row === undefined) return null;
  return {
    row,
    change: `script mixing ${endsOf(row)}`,
    evidence: evidenceOf(row.trend),
    verdict: row.trend?.verdict ?? null,
  };
}

/** The sentence that a series comes to, where it is a text alone; empty where it comes to nothing. */
export function seriesSentence(series: Series, name: (id: string) => string): string {
  const found = seriesHeadline(series);
  const [first, last] = [series.steps.at(0), series.steps.at(-1)];
  if (found === null || first === undefined || last === undefined) return '';
  const { row, change, evidence, verdict } = found;
  const broke =
    row.broke === null ? '' : ` Worse than ${name(series.baseline)} from ${name(row.broke.target)} on.`;
  return `Series of ${plural(series.steps.length, 'step')}, ${name(first.target)} → ${name(last.target)}: ${change} (${evidence})${verdict === null ? '' : `: ${verdict}`}.${broke}`;
}

/** What its intervals and tests are. */
export const SERIES_BASIS =
  'Bands hold all steps of a line at once with 95%. Worse from: the first step from which on every one is significantly worse than the baseline. Trends, changes from the step before and changes from the baseline each have 5% for the headline, and 5% for all other rows together.';

const isDecided = ({ trend, points: all, broke }: SeriesRow): boolean =>
  broke !== null ||
  [trend, ...all.flatMap(({ before, baseline }) => [before, baseline])].some(
    (one) => one !== null && one.verdict !== 'inconclusive',
  );

const chosen = ({ rows }: Series, asks: Rows | undefined): readonly SeriesRow[] =>
  rows.filter((row) =>
    isChosen({ language: row.language, verdict: isDecided(row) ? 'worse' : 'inconclusive' }, asks),
  );

/** A row a rate and language. */
export function trendView(series: Series, place: Place, asks?: Rows): View {
  const rows = chosen(series, asks);
  return viewOf(filled(trendColumns, rows), rows, place);
}

const stepsOf = ({ steps }: Series, rows: readonly SeriesRow[]): StepRow[] =>
  rows.flatMap((row) =>
    steps.flatMap((step, i) => {
      const point = row.points[i];
      return point === undefined ? [] : [{ row, step, point }];
    }),
  );

const viewOfSteps = (rows: readonly StepRow[], place: Place): View =>
  viewOf(filled(stepColumns, rows), rows, place);

/** Step by step, of all languages together and of those rows in which anything is decided. */
export const stepView = (series: Series, place: Place, rows?: Rows): View =>
  viewOfSteps(
    stepsOf(
      series,
      chosen(series, rows).filter((row) => row.language === '*' || isDecided(row)),
    ),
    place,
  );

/** Steps that are listed at either end where there are more than twice as many. */
const LISTED = 5;

/** The steps that a list names; undefined stands for those between. */
export const listedSteps = ({ steps }: Series): readonly (SeriesStep | undefined)[] =>
  steps.length <= 2 * LISTED + 1 ? steps : [...steps.slice(0, LISTED), undefined, ...steps.slice(-LISTED)];

/** Targets that are named; a report may have hundreds. */
const NAMED = 6;

/** Targets that stand in no row of it: those that are named, and how many there are besides. */
export const besideSeries = ({
  left_out: all,
  baseline,
}: Series): { readonly named: readonly string[]; readonly more: number } => {
  const others = all.filter((target) => target !== baseline);
  return { named: others.slice(0, NAMED), more: Math.max(0, others.length - NAMED) };
};

/** Says that rows were left out of the table of steps, where some were. */
export const moreRows = ({ rows }: Series): string =>
  rows.every((row) => row.language === '*' || isDecided(row))
    ? ''
    : ' Steps of languages are shown where anything is decided; JSON and CSV have all of them.';

/** Step by step, of one row. */
export const stepViewOf = (series: Series, row: SeriesRow, place: Place): View =>
  viewOfSteps(stepsOf(series, [row]), place);

/** A line of the CSV about a target of a series; with what it is compared with, where it is. */
export interface SeriesValue {
  readonly value: CsvValue;
  readonly change: ChangeFields | null;
}

const fieldsOf = (change: SeriesChange | null): ChangeFields | null => {
  if (change === null) return null;
  const { from: baseline, ...fields } = change;
  return { ...fields, baseline };
};

const trendFields = ({ change: delta, ...trend }: SeriesTrend, baseline: string): ChangeFields => ({
  ...trend,
  delta,
  test: trend.method,
  baseline,
});

/** The lines of the CSV about a target: at each step the rate with its band, against the step before and the baseline; the trend at the last step, and where it broke. */
export function seriesValues(series: Series | undefined, target: string): SeriesValue[] {
  if (series === undefined) return [];
  const { steps, rows } = series;
  const place = steps.findIndex((step) => step.target === target);
  if (place < 0) return [];
  const nothing = { low: null, high: null };
  const number = steps[place]?.step;
  return [
    ...(number === undefined
      ? []
      : [
          {
            value: { measure: 'series_step_number', count: number, of: null, rate: null, ...nothing },
            change: null,
          },
        ]),
    ...rows.flatMap(({ language, measure, points: all, trend, broke }): SeriesValue[] => {
      const point = all[place];
      if (point === undefined || point.band === null) return [];
      const { mixed: count, of, rate } = point.rate;
      const at = { language, count, of, rate, ...point.band };
      const first = all.find((one) => one.rate.of > 0)?.target ?? '';
      return [
        { value: { ...at, measure: `series_before_${measure}` }, change: fieldsOf(point.before) },
        { value: { ...at, measure: `series_baseline_${measure}` }, change: fieldsOf(point.baseline) },
        ...(trend !== null && place === steps.length - 1
          ? [
              {
                value: {
                  language,
                  measure: `series_trend_${measure}`,
                  count: null,
                  of: trend.prompts,
                  rate: trend.change,
                  low: trend.low,
                  high: trend.high,
                },
                change: trendFields(trend, first),
              },
            ]
          : []),
        ...(broke?.target === target
          ? [{ value: { ...at, measure: `series_broke_${measure}` }, change: null }]
          : []),
      ];
    }),
  ];
}
