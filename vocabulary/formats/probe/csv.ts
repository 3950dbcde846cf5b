/** A probe as CSV: a row for each target and token that was asked for. */

import { worstFirst } from '../../probe/index.js';
import { csvOf } from '../csv.js';
import { TOKEN_COLUMNS, tokenCells } from '../names.js';
import type { ProbeResult } from './types.js';

export function renderCsv({ vocabulary, targets }: ProbeResult): Iterable<string> {
  function* rows() {
    for (const { target, way, findings } of targets)
      for (const { id, verdict, by, written, of, probability, magikarp } of worstFirst(findings))
        yield [
          ...tokenCells(vocabulary, id),
          target,
          way,
          verdict,
          by,
          written,
          of,
          probability ?? null,
          magikarp ?? null,
        ];
  }
  return csvOf(
    [...TOKEN_COLUMNS, 'target', 'way', 'verdict', 'by', 'written', 'of', 'probability', 'magikarp'],
    rows(),
  );
}
