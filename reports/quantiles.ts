/** Quantiles in tables and in the CSV, wherever they are of. */

import { type Column, type CsvValue, number, TERMINAL, WIDE, withInterval } from './cells.js';
import { NO_NUMBER, withBounds } from './display/index.js';
import type { Quantiles } from './statistics/index.js';

type Which = 'p50' | 'p95' | 'p99';

/** How a quantile is shown. */
export interface Shown<Row> {
  /** Where there is room for an interval; `p50`, and so on, is put behind it. */
  readonly head?: string;
  /** What it is called in a terminal, where it stands there. */
  readonly short?: string;
  readonly which: Which;
  readonly of: (row: Row) => Quantiles | null | undefined;
  readonly format: (value: number) => string;
  /** Whether there is room for its interval in a terminal. */
  readonly bounded?: boolean;
}

/** A quantile with its interval: a column where there is room for that, and one of a terminal. */
export function quantileColumns<Row>(shown: Shown<Row>): Column<Row>[] {
  const { head, short, which, of, format, bounded = false } = shown;
  const wide: Column<Row> = {
    ...withInterval(head === undefined ? which : `${head}, ${which}`),
    align: 'right',
    in: WIDE,
    cell: (row) => {
      const found = of(row)?.[which];
      return number(found === undefined ? '' : withBounds(found, format));
    },
  };
  if (short === undefined) return [wide];
  const narrow: Column<Row> = {
    head: short,
    align: 'right',
    in: TERMINAL,
    cell: (row) => {
      const found = of(row)?.[which];
      if (found === undefined) return number(NO_NUMBER);
      return number(bounded ? withBounds(found, format) : format(found.value));
    },
  };
  return [wide, narrow];
}

/** A value that is no share stands under `rate` in the CSV, with its interval; `of` says of how many. */
export function quantileValues(measure: string, found: Quantiles | null | undefined): CsvValue[] {
  if (found === null || found === undefined) return [];
  return (['p50', 'p95', 'p99'] as const).map((p) => {
    const { value, low, high } = found[p];
    return { measure: `${measure}_${p}`, count: null, of: found.of, rate: value, low, high };
  });
}
