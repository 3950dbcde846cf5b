/** A series: its steps, what it comes to, its trends. */

import type { View } from '../../cells.js';
import { count } from '../../display/index.js';
import type { Series } from '../../series/index.js';
import {
  besideSeries,
  listedSteps,
  SERIES_BASIS,
  type SeriesHeadline,
  seriesHeadline,
  stepViewOf,
  trendView,
} from '../../series-shown.js';
import { cellsOf, type Pen, tableOf, wrapped, written } from './pen.js';

/** What a series comes to, step by step; below, the trends of all its rows. */
export function seriesPart(series: Series, pen: Pen, width: number): string {
  const { baseline, rows } = series;
  const title = listedSteps(series)
    .map((step) => (step === undefined ? '…' : pen.name(step.target)))
    .join(' → ');
  const found = seriesHeadline(series);
  const dim = (text: string): string[] => wrapped(text, width).map((line) => pen.paint('dim', line));
  const tables = (views: readonly View[]): string[] =>
    views.flatMap((view) => ['', ...tableOf(view.headings, cellsOf(view, pen), pen)]);
  if (rows.length === 0) return [title, ...dim('No step has a scored sample.')].join('\n');
  const said = found === null ? [] : courseLines(found, baseline, pen);
  return [
    title,
    ...said,
    ...tables([
      ...(found === null ? [] : [stepViewOf(series, found.row, 'terminal')]),
      trendView(series, 'terminal'),
    ]),
    ...dim(`Baseline: ${pen.plain(baseline)}. ${SERIES_BASIS}${outsideOf(series, pen)}`),
  ].join('\n');
}

/** Targets that are no part of it. */
function outsideOf(series: Series, pen: Pen): string {
  const { named, more } = besideSeries(series);
  const rest = more === 0 ? '' : `, and ${count(more)} more`;
  return named.length === 0 ? '' : ` Not in the series: ${named.map(pen.plain).join(', ')}${rest}.`;
}

/** `script mixing 1.9% → 10.9%  ▲ worse`, what supports it, and from where on it is so. */
function courseLines(
  { row, change, evidence, verdict }: SeriesHeadline,
  baseline: string,
  pen: Pen,
): string[] {
  const judged = verdict === null ? '' : `  ${written({ kind: 'verdict', verdict }, pen)}`;
  return [
    `${pen.paint('bold', change)}${judged}`,
    pen.paint('dim', evidence),
    ...(row.broke === null
      ? []
      : [`${pen.paint('red', 'worse')} than ${pen.name(baseline)} from ${pen.name(row.broke.target)} on`]),
  ];
}
