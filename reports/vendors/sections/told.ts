/** What tells vendors apart, and the ranks that it leaves open. */

import { type Column, number, type Section, target, text, viewOf } from '../../cells.js';
import { moreNeeded, NO_NUMBER, percent, pointsWithBounds, pValue, times } from '../../display/index.js';
import type { RankSet } from '../../statistics/index.js';
import { measureName } from '../names.js';
import type { VendorMeasure, VendorPair } from '../types.js';
import { ALL, isIn, type Row, rowsOf, TERMINAL, vendorColumn, WIDE } from './row.js';

const rankText = ({ low, high }: RankSet): string => (low === high ? String(low) : `${low}–${high}`);

/** Measures by which any two were told apart come first; a terminal has room for some. */
const RANKED: readonly (readonly [VendorMeasure, string])[] = [
  ['script_mixing', 'scripts'],
  ['word_mixing', 'words'],
  ['wrong_language', 'wrong'],
  ['code_mixing', 'code'],
  ['damage', 'damage'],
  ['error', 'failed'],
  ['refused', 'refused'],
  ['empty', 'empty'],
  ['cut_off', 'cut off'],
  ['only_reasoning', 'thought'],
  ['retried', 'retried'],
  ['latency', 'latency'],
  ['first_token', 'first'],
  ['cost_of_clean', 'cost'],
];

export const ranks: Section = {
  id: 'vendor-ranks',
  title: 'Vendors: ranks',
  in: ALL,
  lead: () =>
    '1 is the best. What is not told apart shares its ranks: with 95% confidence all true ranks by one measure lie in its column. Measures by which nobody is told from anybody are left out.',
  view: (report, place) => {
    const rows = isIn(report) ? rowsOf(report) : [];
    const isOpen = ({ vendor }: Row, measure: VendorMeasure): boolean => {
      const set = vendor.ranks[measure];
      return set === undefined || (set.low === 1 && set.high >= rows.length);
    };
    const told = RANKED.filter(([measure]) =>
      rows.some((row) => row.vendor.ranks[measure] && !isOpen(row, measure)),
    );
    const columns: Column<Row>[] = [
      vendorColumn,
      ...told.map(
        ([measure, short]): Column<Row> => ({
          head: place === 'terminal' ? short : measureName(measure),
          align: 'right',
          in: ALL,
          cell: ({ vendor }) => {
            const set = vendor.ranks[measure];
            return number(set === undefined ? NO_NUMBER : rankText(set));
          },
        }),
      ),
    ];
    return viewOf(columns, told.length === 0 ? [] : rows, place);
  },
};

const value = (row: VendorPair, side: 'baseline_rate' | 'candidate_rate'): string =>
  row.kind === 'rate' ? percent(row[side].rate) : '';

const change = (row: VendorPair): string => (row.kind === 'rate' ? pointsWithBounds(row) : times(row));

const besideColumn: Column<VendorPair> = {
  head: 'Beside',
  in: ALL,
  cell: ({ baseline }) => target(baseline),
};

const pairColumns: readonly Column<VendorPair>[] = [
  { head: 'Vendor', in: ALL, cell: ({ candidate }) => target(candidate), html: { scope: 'row' } },
  besideColumn,
  { head: 'What', in: ALL, cell: ({ measure }) => text(measureName(measure)) },
  { head: 'Vendor', align: 'right', in: WIDE, cell: (row) => number(value(row, 'candidate_rate')) },
  { head: 'Beside', align: 'right', in: WIDE, cell: (row) => number(value(row, 'baseline_rate')) },
  {
    head: 'Difference in points, or ratio (interval)',
    align: 'right',
    in: WIDE,
    cell: (row) => number(change(row)),
  },
  { head: 'difference', align: 'right', in: TERMINAL, cell: (row) => number(change(row)) },
  { head: 'Adjusted p', align: 'right', in: WIDE, cell: (row) => number(pValue(row.p_adjusted)) },
  { head: 'Verdict', in: ALL, cell: ({ verdict }) => ({ kind: 'verdict', verdict }) },
  {
    head: 'What would decide',
    in: WIDE,
    cell: (row) => text(row.kind === 'rate' && row.more !== null ? moreNeeded(row.more) : ''),
  },
];

/** Rows that say anything: what is decided, and script mixing, which a choice hangs on. */
const isShown = ({ measure, verdict, p }: VendorPair): boolean =>
  p !== null && (verdict !== 'inconclusive' || measure === 'script_mixing');

export const pairs: Section = {
  id: 'vendor-pairs',
  title: 'Vendors told apart',
  in: ALL,
  lead: ({ vendors }) =>
    `What is decided, and script mixing in any case; the JSON has all measures. ${
      vendors?.reference === null ? 'All pairs' : 'All vendors beside the reference'
    } are tested together by each measure, at 5%, and an interval is its test's.`,
  view: (report, place) => {
    // On a terminal there is no room to say it on every line.
    const isSaid = place === 'terminal' && report.vendors?.reference !== null;
    const columns = pairColumns.filter((column) => !isSaid || column !== besideColumn);
    return viewOf(columns, (report.vendors?.pairs ?? []).filter(isShown), place);
  },
};
