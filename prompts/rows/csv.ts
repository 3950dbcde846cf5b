/** Rows of CSV: the first line names the columns, `tags` and `allow` hold several values. */

import { parse } from 'csv-parse/sync';
import { overcountedLines } from '../csv-lines.js';
import type { RowReader } from './types.js';

type Record_ = Readonly<Record<string, string>>;

/** Empty cells are missing fields. */
function toValue({ tags = '', allow = '', expect = '', ...rest }: Record_): unknown {
  const list = (cell: string, separator: RegExp) =>
    cell.split(separator).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return Object.fromEntries(
    Object.entries({
      ...rest,
      // A tag has no spaces; a term may have some.
      tags: list(tags, /[\s,;]+/),
      allow: list(allow, /[;\n]+/),
      expect: list(expect, /[;\n]+/),
    }).filter(([, value]) => value.length > 0),
  );
}

export const readCsvRows: RowReader = function* (text, path) {
  let rows: { info: { lines: number }; record: Record_ }[];
  try {
    rows = parse(text, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch (error) {
    const { message, lines = 1 } = error as Error & { lines?: number };
    yield { line: lines, where: `${path}:${lines}`, torn: message };
    return;
  }
  let line = 2;
  let over = 0;
  for (const { info, record } of rows) {
    yield { line, where: `${path}:${line}`, value: toValue(record) };
    over += overcountedLines(record);
    line = info.lines - over + 1;
  }
};
