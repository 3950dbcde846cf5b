/** The rates of a cell: as columns with their intervals, and as lines of the CSV. */

import { type Column, type CsvValue, csvRate, number, type Place } from '../cells.js';
import { percentWithBounds, RATE_NAMES } from '../display/index.js';
import type { RateName } from '../judging/index.js';
import type { CellReport } from '../types.js';

/** Those that every table has; the others stand where anything is to be said. */
const USUAL: readonly RateName[] = ['script_mixing', 'word_mixing', 'wrong_language'];
const RARE: readonly RateName[] = ['code_mixing', 'damage', 'punctuation'];

const rateColumn =
  <Row>(cellOf: (row: Row) => CellReport, places: readonly Place[] | undefined) =>
  (name: RateName): Column<Row, never> => ({
    head: `${RATE_NAMES[name]} (95% interval)`,
    align: 'right',
    ...(places && { in: places }),
    cell: (row) => {
      const rate = cellOf(row)[name];
      return number(RARE.includes(name) && rate.mixed === 0 ? '' : percentWithBounds(rate));
    },
    html: {
      head: RATE_NAMES[name],
      small: '95% interval',
      label: `${RATE_NAMES[name]} (95% interval)`,
      ...(name === 'script_mixing' && { class: 'strong' }),
    },
  });

/** The rates with their intervals, as tables have them where no axis is drawn. */
export const rateColumns = <Row>(
  cellOf: (row: Row) => CellReport,
  places?: readonly Place[],
): Column<Row, never>[] => USUAL.map(rateColumn(cellOf, places));

/** Those that are left out where nothing was found. */
export const rareRateColumns = <Row>(cellOf: (row: Row) => CellReport): Column<Row, never>[] =>
  RARE.map(rateColumn(cellOf, undefined));

/** All rates as lines of the CSV. */
export const csvRates = (cell: CellReport): CsvValue[] => [
  csvRate('mixing', cell.mixing),
  ...[...USUAL, ...RARE].map((name) => csvRate(name, cell[name])),
];
