/** A scan as CSV: a row a token. */

import { createRequire } from 'node:module';
import type { stringify as Stringify } from 'csv-stringify/sync';
import { escapeHidden } from '../../../reports/display/index.js';
import { classOf } from '../../classes/index.js';
import type { Scan } from '../../scan/index.js';

const columns = ['id', 'bytes', 'text', 'kind', 'class', 'unreachable', 'rare', 'order'];

/** Rows at once: a row a token is text of many megabytes. */
const AT_ONCE = 10_000;

/**
 * A row for each id below the highest: bytes in hexadecimal, the text with what cannot be seen made visible (empty where it is no whole
 * characters), `true` or `false`, the order in which it was learnt (empty for what was not). What a spreadsheet would run gets an apostrophe.
 */
export function* renderCsv({ vocabulary, classes, unreachable }: Scan): Generator<string> {
  const { stringify }: { stringify: typeof Stringify } = createRequire(import.meta.url)('csv-stringify/sync');
  const unreached = new Set(classes.flatMap((one) => one.unreachable ?? []));
  const rare = new Set(classes.flatMap((one) => one.rare));
  const row = (id: number): readonly string[] => [
    String(id),
    Buffer.from(vocabulary.bytesOf(id)).toString('hex'),
    escapeHidden(vocabulary.textOf(id) ?? ''),
    vocabulary.kindOf(id),
    classOf(vocabulary, id),
    unreachable === null ? '' : String(unreached.has(id)),
    String(rare.has(id)),
    String(vocabulary.orderOf(id) ?? ''),
  ];
  yield stringify([columns]);
  for (let from = 0; from < vocabulary.size; from += AT_ONCE) {
    const length = Math.min(AT_ONCE, vocabulary.size - from);
    yield stringify(
      Array.from({ length }, (_, i) => row(from + i)),
      { escape_formulas: true },
    );
  }
}
