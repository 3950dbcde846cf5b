/** The columns of changes. */

import { type Column, language, MARKDOWN, number, PAGE, TERMINAL, text } from '../cells.js';
import {
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  sizes,
} from '../display/index.js';
import type { Comparison, Rate } from '../types.js';
import { shortSubject, subjectOf } from './subjects.js';

const testNames: Readonly<Record<Comparison['test'], string>> = {
  tango: "Tango's score test over prompts",
  'miettinen-nurminen': "Miettinen and Nurminen's score test",
  none: 'not tested',
};

/** Fields of a comparison in the CSV, where they are columns of their own. */
type Fields = Readonly<Record<string, (row: ChangeFields) => string | number | null>>;

/** What they are taken from. */
export type ChangeFields = Pick<
  Comparison,
  'baseline' | 'delta' | 'low' | 'high' | 'p' | 'p_adjusted' | 'verdict' | 'collapse' | 'level' | 'units'
> & { readonly test: string };

/** A candidate against a baseline, in a language, by a script. */
export const changeColumns: readonly Column<Comparison, Fields>[] = [
  { csv: { baseline: ({ baseline }) => baseline } },
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: '', in: TERMINAL, cell: (row) => language(row.language) },
  {
    head: 'What',
    cell: (row) => text(subjectOf(row)),
    html: { class: 'subject', label: null },
  },
  {
    head: 'what',
    in: TERMINAL,
    cell: (row, room) => text(shortSubject(row, room === 'narrow' ? 'wrong' : 'wrong lang.')),
  },
  ...(['before', 'after'] as const).flatMap((side): Column<Comparison, Fields>[] => {
    const rateOf = (row: Comparison): Rate => (side === 'before' ? row.baseline_rate : row.candidate_rate);
    return [
      {
        head: side === 'before' ? 'Before' : 'After',
        align: 'right',
        in: MARKDOWN,
        cell: (row) => number(percent(rateOf(row).rate)),
      },
      {
        head: side,
        align: 'right',
        in: TERMINAL,
        cell: (row, room) =>
          number(room === 'wide' ? percentWithBounds(rateOf(row)) : percent(rateOf(row).rate)),
      },
    ];
  }),
  {
    head: 'Before → after',
    align: 'right',
    in: PAGE,
    cell: (row) => number(`${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}`),
    html: {
      class: 'rates',
      label: null,
      title: ({ baseline_rate: before, candidate_rate: after }) =>
        `${before.mixed} of ${before.of} before, ${after.mixed} of ${after.of} after`,
    },
  },
  { head: 'n', align: 'right', in: MARKDOWN, cell: (row) => number(sizes(row)) },
  { head: 'n', align: 'right', in: TERMINAL, cell: (row) => number(sizes(row).replaceAll(' ', '')) },
  {
    head: 'Change in points (interval)',
    align: 'right',
    in: MARKDOWN,
    cell: (row) => number(pointsWithBounds(row)),
    csv: { delta: ({ delta }) => delta, delta_low: ({ low }) => low, delta_high: ({ high }) => high },
  },
  {
    head: 'Points',
    align: 'right',
    in: PAGE,
    cell: (row) => number(points(row.delta)),
    html: { class: 'strong change', label: null },
  },
  { head: 'change', align: 'right', in: TERMINAL, cell: (row) => number(points(row.delta)) },
  {
    head: 'interval',
    align: 'right',
    in: ['html', 'terminal'],
    cell: (row) => number(pointsBounds(row)),
    html: {
      head: 'Interval',
      class: 'bounds',
      label: null,
      title: ({ level, units }) =>
        level === null
          ? ''
          : `${(level * 100).toFixed(2)}% interval, as the row is tested; ${units} are the units`,
    },
  },
  {
    head: '',
    in: PAGE,
    cell: ({ delta: at, low, high, verdict }) => ({ kind: 'interval', at, low, high, verdict }),
    html: { axis: 'change' },
  },
  { head: 'n', align: 'right', in: PAGE, cell: (row) => number(sizes(row)), html: { class: 'n' } },
  {
    head: 'Adjusted p',
    align: 'right',
    cell: (row) => number(pValue(row.p_adjusted)),
    html: {
      class: 'p',
      label: 'adjusted p',
      title: ({ test, p }) => `${testNames[test]}, p before adjustment ${pValue(p)}`,
    },
    csv: { test: ({ test }) => test, p: ({ p }) => p, p_adjusted: (row) => row.p_adjusted },
  },
  {
    head: 'Verdict',
    in: ['markdown', 'html'],
    cell: ({ verdict }) => ({ kind: 'verdict', verdict }),
    html: { class: 'judged', label: null },
    csv: {
      verdict: ({ verdict }) => verdict,
      collapse: ({ collapse = [] }) => collapse.join(' '),
      level: ({ level }) => level,
      units: ({ units }) => units,
    },
  },
  { head: 'verdict', in: TERMINAL, cell: ({ verdict }) => ({ kind: 'verdict', verdict }) },
];
