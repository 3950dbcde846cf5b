/** A vendor's row in the tables of vendors, and what those tables have in common. */

import {
  type Column,
  EVERYWHERE,
  filled,
  number,
  type Place,
  TERMINAL,
  target,
  type View,
  viewOf,
  WIDE,
  withInterval,
} from '../../cells.js';
import { percent, percentWithBounds } from '../../display/index.js';
import type { Rate, Report, TargetReport } from '../../types.js';
import type { VendorTarget } from '../types.js';

export interface Row {
  readonly target: TargetReport;
  readonly vendor: VendorTarget;
}

export const rowsOf = ({ targets, vendors }: Report): Row[] => {
  const rows = targets.flatMap((one) =>
    one.vendor === undefined ? [] : [{ target: one, vendor: one.vendor }],
  );
  const isReference = ({ target: { id } }: Row): boolean => id === vendors?.reference;
  return [...rows.filter(isReference), ...rows.filter((row) => !isReference(row))];
};

export const vendorColumn: Column<Row> = {
  head: 'Vendor',
  in: EVERYWHERE,
  cell: (row) => target(row.target.id),
  html: { scope: 'row' },
};

/** A rate, on a terminal without its interval where it stands behind others. */
export function rateColumns(
  head: string,
  short: string,
  of: (row: Row) => Rate,
  bounded = true,
): Column<Row>[] {
  return [
    {
      ...withInterval(head),
      align: 'right',
      in: WIDE,
      cell: (row) => number(percentWithBounds(of(row))),
    },
    {
      head: short,
      align: 'right',
      in: TERMINAL,
      cell: (row) => number(bounded ? percentWithBounds(of(row)) : percent(of(row).rate)),
    },
  ];
}

export const isIn = (report: Report): boolean => report.vendors !== undefined;

/** Columns that have something in a row of these. */
export const view =
  (columns: readonly Column<Row>[]) =>
  (report: Report, place: Place): View => {
    const rows = isIn(report) ? rowsOf(report) : [];
    return viewOf(filled(columns, rows), rows, place);
  };
