/** Rows of CSV: the first line names the columns, `tags`, `allow` and `expect` hold several values. */

import { parse } from 'csv-parse/sync';
import { countCsvLines } from '../csv-lines.js';
import type { Row, RowReader, TornRow } from './types.js';

type Cells = Readonly<Record<string, string>>;

/** Empty cells are missing fields. */
function toValue(cells: Cells): unknown {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));
}

/** The one of these that the head has most of: spreadsheets write semicolons where a comma is the decimal sign. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  const count = (delimiter: string): number => head.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most));
}

export const readCsvRows: RowReader = (text, path) => {
  const rows: (Row | TornRow)[] = [];
  const lines = countCsvLines();
  const place = (line: number) => ({ line, where: `${path}:${line}` });
  const torn = ({ message, lines: line = 1 }: { message: string; lines?: number }): void => {
    rows.push({ ...place(lines.correct(line)), torn: message.replace(/,? (?:on|at) line \d+.*$/, '') });
  };
  try {
    parse(text, {
      columns: (head: string[]) => head.map((name) => name.trim()),
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_record: (record, { lines: end }) => {
        rows.push({ ...place(lines.begin(record as Cells, end)), value: toValue(record as Cells) });
        return null;
      },
      on_skip: (error) => {
        if (error !== undefined) torn(error);
      },
    });
  } catch (error) {
    torn(error as Error & { lines?: number });
  }
  return rows;
};
