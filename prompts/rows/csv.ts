/** Rows of CSV: the first line names the columns, `tags`, `allow` and `expect` hold several values. */

import { parse } from 'csv-parse/sync';
import { countCsvLines } from '../../files/index.js';
import type { Row, RowReader, TornRow } from './types.js';

type Cells = Readonly<Record<string, string>>;

/** What csv-parse says of a record that is none: the line at which it noticed, and the values where it got so far. */
interface Torn {
  readonly message: string;
  readonly lines?: number;
  readonly record?: Cells;
}

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
  const written = text.split(/\r\n|\r|\n/);
  const isBlank = (line: number): boolean => (written[line - 1] ?? '').trim() === '';
  const place = (line: number) => ({ line, where: `${path}:${line}` });
  /** Line at which the last record ended, whether it could be read or not. */
  let last = 1;
  const torn = ({ message, lines: end = 1, record }: Torn): void => {
    // Its line ends are counted as those of any other record.
    if (record !== undefined) lines.begin(record, end);
    let to = lines.correct(end);
    let from = last + 1;
    while (to > last && isBlank(to)) to--;
    while (from < to && isBlank(from)) from++;
    // The parser may find several things wrong in one record.
    if (to <= last && rows.length > 0) return;
    // After a quote that stands wrong, what follows is text up to the next one.
    const lost = to > from ? `; lines ${from} to ${to} are lost` : '';
    const what = message.replace(/,? (?:on|at) line \d+.*$/, '');
    rows.push({ ...place(to > last ? from : to), torn: `${what}${lost}` });
    last = to;
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
        last = lines.correct(end);
        return null;
      },
      on_skip: (error) => {
        if (error !== undefined) torn(error);
      },
    });
  } catch (error) {
    torn(error as Error & Torn);
  }
  return rows;
};
