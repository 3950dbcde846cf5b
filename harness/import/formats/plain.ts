/** Rows of any fields: JSONL, CSV, Parquet. */

import { openParquet, readCsv, readJsonLines, UserError } from '../../../files/index.js';
import type { Format, ReadOptions } from '../format.js';
import { FIELDS, toFound } from './plain-row.js';

export const jsonl: Format = {
  name: 'jsonl',
  files: 'JSONL, an object a line, with --text, --language, --target, --prompt',
  sniff: ({ json }) => json,
  async *read({ path }, options) {
    for await (const row of readJsonLines(path)) yield row.kind === 'value' ? toFound(row, options) : row;
  },
};

export const csv: Format = {
  name: 'csv',
  files: 'CSV with a header',
  sniff: ({ columns }) => columns.length > 1,
  async *read(head, options) {
    const { text } = options;
    const known = text === undefined ? FIELDS.text : [text];
    if (!known.some((name) => head.columns.includes(name)))
      throw new UserError(
        `the CSV has no column ${known.map((name) => `"${name}"`).join(', ')}`,
        head.path,
        'name the column of the responses with --text',
      );
    for await (const row of readCsv(head)) yield row.kind === 'value' ? toFound(row, options) : row;
  },
};

/** The columns that may be asked for; of a nested one the whole. */
function wanted(columns: readonly string[], { text, language, target, prompt }: ReadOptions): string[] {
  const paths = [...Object.values(FIELDS).flat(), 'id', text, language, target, prompt];
  return columns.filter((column) => paths.some((path) => path === column || path?.startsWith(`${column}.`)));
}

export const parquet: Format = {
  name: 'parquet',
  files: 'Parquet',
  sniff: ({ kind }) => kind === 'parquet',
  async *read({ path }, options) {
    const { columns, rows } = await openParquet(path);
    for await (const row of rows(wanted(columns, options)))
      yield row.kind === 'value' ? toFound(row, options) : row;
  },
};
