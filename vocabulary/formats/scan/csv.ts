/** A scan as CSV: a row a token. */

import type { Scan } from '../../scan/index.js';
import { csvOf } from '../csv.js';
import { TOKEN_COLUMNS, tokenCells } from '../names.js';

/**
 * A row for each id below the highest: what each token is, `true` or `false`, the order in which it was learnt (empty for what was not).
 */
export function renderCsv({ vocabulary, classes, unreachable }: Scan): Iterable<string> {
  const unreached = new Set(classes.flatMap((one) => one.unreachable ?? []));
  const rare = new Set(classes.flatMap((one) => one.rare));
  function* rows() {
    for (let id = 0; id < vocabulary.size; id++)
      yield [
        ...tokenCells(vocabulary, id),
        unreachable === null ? null : String(unreached.has(id)),
        String(rare.has(id)),
        vocabulary.orderOf(id),
      ];
  }
  return csvOf([...TOKEN_COLUMNS, 'unreachable', 'rare', 'order'], rows());
}
