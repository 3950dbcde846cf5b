/** A series as the page shows it: what it comes to, its lines, its tables. */

import { count, plural, stepNumber } from '../../display/index.js';
import type { Series } from '../../series/index.js';
import {
  besideSeries,
  listedSteps,
  moreRows,
  SERIES_BASIS,
  seriesHeadline,
  stepView,
  trendView,
} from '../../series-shown.js';
import type { Report } from '../../types.js';
import { type NameOf, verdictView } from './labels.js';
import { lineGroups } from './lines.js';
import { tableView } from './tables.js';

/** What a series comes to, as it stands over the page. */
export function courseOf({ series }: Report, name: NameOf) {
  const found = series && seriesHeadline(series);
  const [first, last] = [series?.steps.at(0), series?.steps.at(-1)];
  if (!series || !found || first === undefined || last === undefined) return [];
  const { row, change, evidence, verdict } = found;
  const broke = row.broke === null ? null : name(row.broke.target).id;
  return [
    {
      lead: `Series of ${plural(series.steps.length, 'step')}, `,
      baseline: name(first.target),
      candidate: name(last.target),
      change,
      evidence,
      verdict: verdict === null ? null : verdictView(verdict),
      beside: broke === null ? [] : [`Worse than ${name(series.baseline).id} from ${broke} on.`],
    },
  ];
}

/** A series with its lines and tables. */
export const seriesView = (series: Series, name: NameOf) => ({
  steps: listedSteps(series).map((one) => ({
    target: one === undefined ? null : name(one.target),
    number: one?.step === undefined ? '' : stepNumber(one.step),
  })),
  baseline: name(series.baseline),
  basis: SERIES_BASIS,
  groups: lineGroups(series, name),
  trends: tableView(trendView(series, 'html'), { class: 'trends', name }),
  table: tableView(stepView(series, 'html'), { class: 'course-steps', name }),
  more: moreRows(series).trim(),
  outside: besideSeries(series).named.map(name),
  outsideMore: besideSeries(series).more === 0 ? '' : `, and ${count(besideSeries(series).more)} more`,
});
