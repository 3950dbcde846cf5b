/** Rates along a series as lines with bands: of all languages, of those that moved, and behind a fold of those that did not. */

import { subjectOf } from '../../columns/index.js';
import { languageName, points, pValue } from '../../display/index.js';
import type { Series, SeriesRow } from '../../series/index.js';
import { rateAxis } from './bars.js';
import { course, type Drawing } from './charts/index.js';
import { type NameOf, type VerdictView, verdictView } from './labels.js';

export interface LineView {
  /** What the line is about. */
  readonly title: string;
  readonly verdict: VerdictView | null;
  /** What the trend comes to; empty where there is none. */
  readonly trend: string;
  readonly drawing: Drawing;
}

/** Lines of one size. */
export interface LineGroup {
  readonly title: string;
  readonly lines: readonly LineView[];
  /** What they are called where they are folded; null where they are in sight. */
  readonly folded: string | null;
}

const SIZE = { width: 340, height: 160 } as const;

function lineView(series: Series, row: SeriesRow, title: string, max: number, name: NameOf): LineView[] {
  const { trend } = row;
  const drawing = course({ series, row, title, name: (id) => name(id).id, ...SIZE, max });
  if (drawing === null) return [];
  return [
    {
      title,
      verdict: trend === null ? null : verdictView(trend.verdict),
      trend: trend === null ? '' : `${points(trend.change)} points, p ${pValue(trend.p_adjusted)}`,
      drawing,
    },
  ];
}

const maxOf = (rows: readonly SeriesRow[]): number =>
  rateAxis(rows.flatMap(({ points: all }) => all.flatMap(({ band }) => band ?? []))).max;

/** What broke or got worse along the steps comes first, what moved at all before what did not. */
function weight({ broke, trend }: SeriesRow): number {
  if (broke !== null) return 3;
  return trend === null || trend.verdict === 'inconclusive' ? 0 : trend.verdict === 'better' ? 1 : 2;
}

const byWeight = (rows: readonly SeriesRow[]): SeriesRow[] =>
  [...rows].sort(
    (a, b) => weight(b) - weight(a) || Math.abs(b.trend?.change ?? 0) - Math.abs(a.trend?.change ?? 0),
  );

/** The rates of all languages, and script mixing language by language on one scale. */
export function lineGroups(series: Series, name: NameOf): LineGroup[] {
  const whole = series.rows.filter(({ language }) => language === '*');
  const languages = byWeight(
    series.rows.filter(({ language, measure }) => language !== '*' && measure === 'script_mixing'),
  );
  const max = maxOf(languages);
  const moved = languages.filter((row) => weight(row) > 0);
  const still = languages.filter((row) => weight(row) === 0);
  const ofLanguages = (rows: readonly SeriesRow[]) =>
    rows.flatMap((row) => lineView(series, row, languageName(row.language), max, name));
  const groups: readonly LineGroup[] = [
    {
      title: 'All languages',
      lines: byWeight(whole).flatMap((row) =>
        lineView(series, row, subjectOf({ measure: row.measure, script: '*' }), maxOf([row]), name),
      ),
      folded: null,
    },
    { title: 'Script mixing by language, on one scale', lines: ofLanguages(moved), folded: null },
    { title: '', lines: ofLanguages(still), folded: 'languages without a trend that could be told' },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}
