/** What tells vendors apart, and the ranks that it leaves open. */

import {
  type Column,
  EVERYWHERE,
  number,
  type Section,
  TERMINAL,
  target,
  text,
  viewOf,
  WIDE,
} from '../../cells.js';
import {
  count,
  moreNeeded,
  NO_NUMBER,
  percent,
  pointsWithBounds,
  pValue,
  times,
} from '../../display/index.js';
import type { RankSet } from '../../statistics/index.js';
import type { Report } from '../../types.js';
import { measureName } from '../names.js';
import type { VendorMeasure, VendorPair } from '../types.js';
import { AMOUNTS, RATE_MEASURES } from '../values.js';
import { isIn, type Row, rowsOf, vendorColumn } from './row.js';

const rankText = ({ low, high }: RankSet): string => (low === high ? String(low) : `${low}–${high}`);

/** What heads columns of ranks where there is little room. */
const SHORT: Readonly<Record<VendorMeasure, string>> = {
  script_mixing: 'scripts',
  word_mixing: 'words',
  mixing: 'mixing',
  wrong_language: 'wrong',
  code_mixing: 'code',
  damage: 'damage',
  punctuation: 'signs',
  repeats: 'repeats',
  copies: 'copies',
  loops: 'loops',
  error: 'none',
  refused: 'refused',
  empty: 'empty',
  cut_off: 'cut off',
  only_reasoning: 'thought',
  retried: 'retried',
  latency: 'latency',
  first_token: 'first',
  cost_of_clean: 'cost',
};

export const ranks: Section = {
  id: 'vendor-ranks',
  title: 'Vendors: ranks',
  in: EVERYWHERE,
  lead: () =>
    '1 is the best. A rank is one more than the vendors that are better beyond doubt, up to all but those that are worse: with 95% confidence all true ranks by one measure lie in its column. Measures by which nobody is told from anybody are left out.',
  view: (report, place) => {
    const rows = isIn(report) ? rowsOf(report) : [];
    const isOpen = ({ vendor }: Row, measure: VendorMeasure): boolean => {
      const set = vendor.ranks[measure];
      return set === undefined || (set.low === 1 && set.high >= rows.length);
    };
    const told = [...RATE_MEASURES, ...AMOUNTS].filter((measure) =>
      rows.some((row) => row.vendor.ranks[measure] && !isOpen(row, measure)),
    );
    const columns: Column<Row>[] = [
      vendorColumn,
      ...told.map(
        (measure): Column<Row> => ({
          head: place === 'terminal' ? SHORT[measure] : measureName(measure),
          align: 'right',
          in: EVERYWHERE,
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

const vendor: Column<VendorPair> = {
  head: 'Vendor',
  in: EVERYWHERE,
  cell: ({ candidate }) => target(candidate),
  html: { scope: 'row' },
};

/** Who it is compared with, where that is not the reference on every line. */
const besides: Column<VendorPair> = {
  head: 'Beside',
  in: EVERYWHERE,
  cell: ({ baseline }) => target(baseline),
};

const pairColumns: readonly Column<VendorPair>[] = [
  { head: 'What', in: EVERYWHERE, cell: ({ measure }) => text(measureName(measure)) },
  { head: 'Its rate', align: 'right', in: WIDE, cell: (row) => number(value(row, 'candidate_rate')) },
  { head: 'Rate beside', align: 'right', in: WIDE, cell: (row) => number(value(row, 'baseline_rate')) },
  {
    head: 'Difference in points, or ratio (interval)',
    align: 'right',
    in: WIDE,
    cell: (row) => number(change(row)),
  },
  { head: 'difference', align: 'right', in: TERMINAL, cell: (row) => number(change(row)) },
  { head: 'Adjusted p', align: 'right', in: WIDE, cell: (row) => number(pValue(row.p_adjusted)) },
  { head: 'Verdict', in: EVERYWHERE, cell: ({ verdict }) => ({ kind: 'verdict', verdict }) },
  {
    head: 'What would decide',
    in: WIDE,
    cell: (row) => text(row.kind === 'rate' && row.more !== null ? moreNeeded(row.more) : ''),
  },
];

/** Rows that a table lists: of twenty vendors there are thousands. */
const LISTED = 60;

/** Pairs up to which script mixing stands there in any case. */
const FEW = 12;

/** Rows that say anything: what is decided, and script mixing, which a choice hangs on, where these are few or of the reference. */
function shownRows({ vendors }: Report): { readonly rows: readonly VendorPair[]; readonly of: number } {
  const { pairs: all = [], reference = null } = vendors ?? {};
  const headlines = all.filter(({ measure, p }) => measure === 'script_mixing' && p !== null);
  const isWhole = reference !== null || headlines.length <= FEW;
  const rows = all.filter(
    ({ measure, verdict, p }) =>
      p !== null && (verdict !== 'inconclusive' || (isWhole && measure === 'script_mixing')),
  );
  if (rows.length <= LISTED) return { rows, of: rows.length };
  const measures = [...new Set(rows.map(({ measure }) => measure))];
  const byMeasure = measures.flatMap((measure) => rows.filter((row) => row.measure === measure));
  return { rows: byMeasure.slice(0, LISTED), of: rows.length };
}

export const pairs: Section = {
  id: 'vendor-pairs',
  title: 'Vendors told apart',
  in: EVERYWHERE,
  lead: (report) => {
    const { rows, of } = shownRows(report);
    const shown = of > rows.length ? `the first ${rows.length} of ${count(of)} rows; ` : '';
    const all = report.vendors?.reference === null ? 'All pairs' : 'All vendors beside the reference';
    return `What is decided, and script mixing where the pairs are few: ${shown}the JSON has all measures. ${all} are tested together by each measure, at 5%, and an interval is its test's.`;
  },
  view: (report, place) => {
    const columns =
      report.vendors?.reference === null ? [vendor, besides, ...pairColumns] : [vendor, ...pairColumns];
    return viewOf(columns, shownRows(report).rows, place);
  },
};
