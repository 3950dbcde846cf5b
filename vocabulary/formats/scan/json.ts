/** A scan as JSON. */

import type { Scan, ScanFile } from '../../scan/index.js';
import type { TokenId } from '../../tokenizer/index.js';
import { className } from '../names.js';

/** A scan in numbers and texts; `examples` tokens for each list. Texts are null where a token is no whole characters. */
export function scanFile({ vocabulary, ...scan }: Scan, examples: number): ScanFile {
  const { path, ...source } = vocabulary.source;
  const shown = (ids: readonly TokenId[]) =>
    ids.slice(0, examples).map((id) => ({ id, text: vocabulary.textOf(id) }));
  return {
    schema: 1,
    tokenizer: { path, ...source },
    entries: vocabulary.entries,
    added: vocabulary.added,
    ids: vocabulary.size,
    unreachable: scan.unreachable,
    ...(scan.unknown !== null && { unknown: `${scan.unknown.why}; ${scan.unknown.todo}` }),
    partial: scan.partial,
    special: scan.special,
    unused: scan.unused,
    padding: scan.holes,
    rare: scan.rare,
    learnt: scan.learnt,
    classes: scan.classes.map(({ class: name, tokens, unreachable, rare }) => ({
      class: name,
      name: className(name),
      tokens,
      unreachable: unreachable?.length ?? null,
      rare: rare.length,
      unreachable_ids: unreachable === null ? null : [...unreachable],
      rare_ids: [...rare],
      unreachable_examples: shown(unreachable ?? []),
      rare_examples: shown(rare),
    })),
  };
}

/** A scan as one JSON document. */
export const renderJson = (scan: Scan, examples: number): string =>
  `${JSON.stringify(scanFile(scan, examples), null, 2)}\n`;
