/** The columns of a series: of its trends, and of its steps. */

import type { SeriesStep } from '../../store/index.js';
import { type Column, EVERYWHERE, language, number, TERMINAL, target, text } from '../cells.js';
import {
  count,
  NO_NUMBER,
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  stepNumber,
  verdictSigns,
} from '../display/index.js';
import type { SeriesChange, SeriesPoint, SeriesRow } from '../series/index.js';
import { shortSubject, subjectOf } from './subjects.js';

/** What a row is about, beside its language. */
const whatOf = ({ measure }: SeriesRow): string => subjectOf({ measure, script: '*' });

/** The first rate and the last: `1.9% → 10.9%`. */
export const endsOf = ({ points: all }: SeriesRow): string => {
  const asked = all.filter(({ rate }) => rate.of > 0);
  const [first, last] = [asked.at(0), asked.at(-1)];
  return `${percent(first?.rate.rate ?? null)} → ${percent(last?.rate.rate ?? null)}`;
};

/** A rate along the series: how it rises or falls, and from where on it is worse. */
export const trendColumns: readonly Column<SeriesRow, never>[] = [
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: '', in: TERMINAL, cell: (row) => language(row.language) },
  { head: 'What', cell: (row) => text(whatOf(row)) },
  {
    head: 'what',
    in: TERMINAL,
    cell: ({ measure }) => text(shortSubject({ measure, script: '*' }, 'wrong lang.')),
  },
  { head: 'First → last', align: 'right', in: EVERYWHERE, cell: (row) => number(endsOf(row)) },
  {
    head: 'Trend in points (interval)',
    align: 'right',
    cell: ({ trend }) =>
      number(trend === null ? NO_NUMBER : pointsWithBounds({ ...trend, delta: trend.change })),
    html: {
      title: ({ trend }) =>
        trend === null
          ? ''
          : `${(trend.level * 100).toFixed(2)}% interval, as the trend is tested; ${trend.units} are the units`,
    },
  },
  {
    head: 'trend',
    align: 'right',
    in: TERMINAL,
    cell: ({ trend }) =>
      number(trend === null ? NO_NUMBER : `${points(trend.change)} ${verdictSigns[trend.verdict]}`),
  },
  {
    head: 'interval',
    align: 'right',
    in: TERMINAL,
    cell: ({ trend }) => number(trend === null ? '' : pointsBounds(trend)),
  },
  {
    head: 'Adjusted p',
    align: 'right',
    cell: ({ trend }) => number(pValue(trend?.p_adjusted ?? null)),
    html: {
      title: ({ trend }) =>
        trend === null
          ? ''
          : `${trend.method}, p before adjustment ${pValue(trend.p)}; Cochran-Armitage ${pValue(trend.cochran_armitage?.p ?? null)}`,
    },
  },
  {
    head: 'Trend',
    cell: ({ trend }) => (trend === null ? number(NO_NUMBER) : { kind: 'verdict', verdict: trend.verdict }),
  },
  {
    head: 'Worse from',
    in: EVERYWHERE,
    cell: ({ broke }) => (broke === null ? number('') : target(broke.target)),
  },
];

/** A step in a row of the series. */
export interface StepRow {
  readonly row: SeriesRow;
  readonly step: SeriesStep;
  readonly point: SeriesPoint;
}

const banded = ({ rate, band }: SeriesPoint): string =>
  percentWithBounds({ ...rate, low: band?.low ?? null, high: band?.high ?? null });

const changeText = (change: SeriesChange | null): string =>
  change === null ? '' : `${pointsWithBounds(change)} ${verdictSigns[change.verdict]}`;

const shortChange = (change: SeriesChange | null): string =>
  change === null ? '' : `${points(change.delta)} ${verdictSigns[change.verdict]}`;

const titleOf = (change: SeriesChange | null): string =>
  change === null || change.level === null
    ? ''
    : `against ${change.from}: ${change.verdict}, adjusted p ${pValue(change.p_adjusted)}, ${(change.level * 100).toFixed(2)}% interval`;

export const stepColumns: readonly Column<StepRow, never>[] = [
  { head: 'Language', cell: ({ row }) => language(row.language), html: { scope: 'rowgroup' } },
  { head: 'What', cell: ({ row }) => text(whatOf(row)) },
  { head: 'Step', in: EVERYWHERE, cell: ({ step }) => target(step.target) },
  {
    head: 'No.',
    align: 'right',
    in: EVERYWHERE,
    cell: ({ step }) => number(step.step === undefined ? '' : stepNumber(step.step)),
  },
  { head: 'n', align: 'right', in: EVERYWHERE, cell: ({ point }) => number(count(point.rate.of)) },
  { head: 'Rate (band)', align: 'right', in: EVERYWHERE, cell: ({ point }) => number(banded(point)) },
  {
    head: 'From the step before',
    align: 'right',
    cell: ({ point }) => number(changeText(point.before)),
    html: { title: ({ point }) => titleOf(point.before) },
  },
  {
    head: 'From the baseline',
    align: 'right',
    cell: ({ point }) => number(changeText(point.baseline)),
    html: { title: ({ point }) => titleOf(point.baseline) },
  },
  { head: 'before', align: 'right', in: TERMINAL, cell: ({ point }) => number(shortChange(point.before)) },
  {
    head: 'baseline',
    align: 'right',
    in: TERMINAL,
    cell: ({ point }) => number(shortChange(point.baseline)),
  },
];
