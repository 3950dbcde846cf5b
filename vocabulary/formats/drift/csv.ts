/** Drift as CSV: a row a token. */

import { escapeHidden } from '../../../reports/display/index.js';
import type { Measured, TokenRow } from '../../drift/index.js';
import { type Cell, csvOf } from '../csv.js';

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

const cellsOf = (row: TokenRow): readonly Cell[] => [
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

/** A row for each token that both have, by id after; numbers in full precision, empty where there is none. */
export function renderCsv({ rows }: Measured): Iterable<string> {
  function* cells() {
    for (const row of rows()) yield cellsOf(row);
  }
  return csvOf(COLUMNS, cells());
}
