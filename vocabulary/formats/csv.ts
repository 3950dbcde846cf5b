/** CSV with a row a token, for all commands. */

import { createRequire } from 'node:module';
import type { stringify as Stringify } from 'csv-stringify/sync';

/** A cell; null is empty. */
export type Cell = string | number | null;

/** Rows at once: a row a token is text of many megabytes. */
const AT_ONCE = 100;

/** The text, piece by piece. What a spreadsheet would run gets an apostrophe. */
export function* csvOf(columns: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  const { stringify }: { stringify: typeof Stringify } = createRequire(import.meta.url)('csv-stringify/sync');
  yield stringify([columns]);
  let some: (readonly Cell[])[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < AT_ONCE) continue;
    yield stringify(some, { escape_formulas: true });
    some = [];
  }
  if (some.length > 0) yield stringify(some, { escape_formulas: true });
}
