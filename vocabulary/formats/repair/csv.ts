/** What was written as CSV: a row a token. */

import { neverReasons, type Repair } from '../../repair/index.js';
import { csvOf } from '../csv.js';
import { TOKEN_COLUMNS, tokenCells } from '../names.js';

/** A row for each token that was to be a target: how often it is one, in how many conversations, and its state: `covered`, `short`, or why no text has it. */
export function renderCsv({ vocabulary, proof, options, classes, reasons }: Repair): Iterable<string> {
  const short = new Set(classes.flatMap((one) => one.short));
  const never = new Set(classes.flatMap((one) => neverReasons.flatMap((reason) => one.never[reason] ?? [])));
  const only = options.only && new Set(options.only);
  function* rows() {
    for (let id = 0; id < vocabulary.size; id++) {
      if (vocabulary.kindOf(id) === 'padding' || only?.has(id) === false) continue;
      const state = never.has(id) ? (reasons.get(id) ?? '') : short.has(id) ? 'short' : 'covered';
      yield [...tokenCells(vocabulary, id), proof.targets[id] ?? 0, proof.samples[id] ?? 0, state];
    }
  }
  return csvOf([...TOKEN_COLUMNS, 'targets', 'samples', 'state'], rows());
}
