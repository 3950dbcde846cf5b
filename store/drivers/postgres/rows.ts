/** Samples as rows of the table, on the way in. */

import { requestsOf } from '../../repeated.js';
import type { Sample } from '../../sample.js';
import { writtenSample } from '../../writing.js';
import { columnKey, columnText } from './texts.js';

export interface SampleRow {
  readonly key: string;
  readonly target: string;
  /** Of one that failed: what its requests came to, as JSON. */
  readonly failed: string | null;
  readonly line: string;
}

/** Throws UserError for what no reader would take. */
export function rowOf(sample: Sample, where: string): SampleRow {
  const line = writtenSample(sample, where);
  const { key, target, error } = sample;
  return {
    key: columnKey(key),
    target: columnText(target),
    failed: error === undefined ? null : JSON.stringify(requestsOf(sample)),
    line,
  };
}

/** Rows and UTF-16 code units that go to the server in one statement. */
const MOST_ROWS = 500;
const MOST_UNITS = 8 << 20;

/** How many of the first rows go together: at least one. */
export function fitting(rows: readonly SampleRow[]): number {
  let units = 0;
  const end = rows.findIndex(({ line }, i) => {
    units += line.length;
    return i > 0 && (i >= MOST_ROWS || units > MOST_UNITS);
  });
  return end < 0 ? rows.length : end;
}

/** The columns of rows, as `offscript.append` takes them; `firsts` says which are the first answer to their question. */
export const columnsOf = (rows: readonly SampleRow[], firsts: readonly boolean[]): readonly unknown[] => [
  rows.map(({ key }) => key),
  rows.map(({ target }) => target),
  rows.map(({ failed }) => failed),
  firsts,
  rows.map(({ line }) => line),
];

export const APPEND =
  'SELECT offscript.append($1, $2, $3, $4, $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[]) AS there';
