/** Files of rows of any fields: JSONL, JSON lists, CSV, Parquet. */

import { type Head, openParquet, readCsv, UserError } from '../../../../files/index.js';
import { fieldAt } from '../../fields.js';
import type { Format, ReadOptions } from '../../format.js';
import { readRecords } from '../../records.js';
import { CHAT_FIELDS, chatsIn } from './chat.js';
import { isKnownName, namesOf } from './names.js';
import { NAMES_SHOWN, quoted, responsesOfRows } from './row.js';

/** True for a column that may hold the responses. */
const maybeText = (column: string): boolean =>
  namesOf([column], 'text').length > 0 || CHAT_FIELDS.includes(column);

/** Throws UserError where none of the columns holds responses. A path may go into one. */
function checkColumns(path: string, kind: string, columns: readonly string[], { text }: ReadOptions): void {
  const holds =
    text === undefined ? maybeText : (name: string) => name === text || text.startsWith(`${name}.`);
  if (columns.some(holds)) return;
  throw new UserError(
    `the ${kind} has no column ${text === undefined ? 'for the response' : `"${text}"`} (it has ${quoted(columns.slice(0, NAMES_SHOWN))})`,
    path,
    'name the column of the responses with --text',
  );
}

/** True where a file's beginning shows the field that is named, or one that may hold responses. */
export function rowsHoldResponses({ kind, first, columns }: Head, { text }: ReadOptions): boolean {
  if (kind === 'parquet') return true;
  if (text !== undefined) return fieldAt(first, text) !== undefined || columns.includes(text);
  return (
    columns.some(maybeText) || namesOf(Object.keys(first), 'text').length > 0 || chatsIn(first).length > 0
  );
}

export const jsonl: Format = {
  name: 'jsonl',
  files: 'JSONL or a JSON list of objects with any fields, or of chats',
  sniff: ({ json }) => json,
  async *read(head, options) {
    yield* responsesOfRows(readRecords(head), options);
  },
};

export const csv: Format = {
  name: 'csv',
  files: 'CSV with a header',
  sniff: ({ columns }) => columns.length > 1,
  async *read({ path, source, columns }, options) {
    checkColumns(path, 'CSV', columns, options);
    yield* responsesOfRows(readCsv(source), options);
  },
};

/** The columns that may be asked for; of a nested one the whole. */
function wanted(columns: readonly string[], { text, language, target, prompt }: ReadOptions): string[] {
  const paths = [text, language, target, prompt];
  return columns.filter(
    (column) =>
      isKnownName(column) ||
      CHAT_FIELDS.includes(column) ||
      paths.some((path) => path === column || path?.startsWith(`${column}.`)),
  );
}

export const parquet: Format = {
  name: 'parquet',
  files: 'Parquet',
  sniff: ({ kind }) => kind === 'parquet',
  async *read({ path }, options) {
    const file = await openParquet(path, options.signal);
    try {
      const { columns } = file;
      checkColumns(path, 'Parquet file', columns, options);
      yield* responsesOfRows(file.rows(wanted(columns, options)), options);
    } finally {
      await file.close();
    }
  },
};
