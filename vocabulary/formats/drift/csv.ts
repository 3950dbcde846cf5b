/** Drift as CSV: a row a token. */

import { createRequire } from 'node:module';
import type { stringify as Stringify } from 'csv-stringify/sync';
import { escapeHidden } from '../../../reports/display/index.js';
import type { Measured, TokenRow } from '../../drift/index.js';

const COLUMNS = [
  'id',
  'text',
  'class',
  'cosine',
  'l2',
  'norm_base',
  'norm_post',
  'unused_base',
  'unused_post',
];

/** Rows at once: a row a token is text of many megabytes. */
const AT_ONCE = 100;

const cellsOf = (row: TokenRow): readonly (string | number | null)[] => [
  row.id,
  row.text === null ? null : escapeHidden(row.text),
  row.class,
  row.cosine,
  row.l2,
  row.normBase,
  row.normPost,
  row.unusedBase,
  row.unusedPost,
];

/** A row for each token that both have, by id after; numbers in full precision, empty where there is none. What a spreadsheet would run gets an apostrophe. */
export function* renderCsv({ rows }: Measured): Generator<string> {
  const { stringify }: { stringify: typeof Stringify } = createRequire(import.meta.url)('csv-stringify/sync');
  yield stringify([COLUMNS]);
  let some: (readonly (string | number | null)[])[] = [];
  for (const row of rows()) {
    some.push(cellsOf(row));
    if (some.length < AT_ONCE) continue;
    yield stringify(some, { escape_formulas: true });
    some = [];
  }
  if (some.length > 0) yield stringify(some, { escape_formulas: true });
}
