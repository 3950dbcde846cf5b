/** Coverage as CSV: a row a token. */

import { csvOf } from '../csv.js';
import { TOKEN_COLUMNS, tokenCells } from '../names.js';
import type { CoverageResult } from './types.js';

/** A row for each id below the highest: what each token is, and its counts. */
export function renderCsv({
  vocabulary,
  coverage: { samples, targets, read },
}: CoverageResult): Iterable<string> {
  function* rows() {
    for (let id = 0; id < vocabulary.size; id++)
      yield [...tokenCells(vocabulary, id), samples[id] ?? 0, targets[id] ?? 0, read[id] ?? 0];
  }
  return csvOf([...TOKEN_COLUMNS, 'samples', 'targets', 'read'], rows());
}
