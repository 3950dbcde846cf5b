/** What was written as JSON. */

import { classOf } from '../../classes/index.js';
import { neverReasons, type Repair } from '../../repair/index.js';
import type { TokenId } from '../../tokenizer/index.js';
import { className } from '../names.js';

/** One JSON document, with all tokens that no text has; `examples` with their texts of those that are short, class by class. */
export function renderJson({ vocabulary, options, proof, ...repair }: Repair, examples: number): string {
  const { path, ...source } = vocabulary.source;
  const shown = (ids: readonly TokenId[]) =>
    ids.slice(0, examples).map((id) => ({ id, text: vocabulary.textOf(id) }));
  return `${JSON.stringify(
    {
      schema: 1,
      tokenizer: { path, ...source },
      least: options.least,
      segment: options.segment,
      seed: options.seed,
      conversations: proof.conversations,
      copies: proof.copies,
      tokens: { answers: proof.answered, prompts: proof.asked },
      wanted: repair.wanted,
      covered: repair.covered,
      short: repair.short,
      never: repair.never,
      tokens_per_covered: repair.perToken,
      classes: repair.classes.map(({ class: name, wanted, covered, targets, short, never }) => ({
        class: name,
        name: className(name),
        wanted,
        covered,
        targets,
        short: short.length,
        short_ids: short,
        short_examples: shown(short),
        never: Object.fromEntries(neverReasons.map((reason) => [reason, never[reason]?.length ?? 0])),
      })),
      never_tokens: Array.from(repair.reasons, ([id, reason]) => ({
        id,
        text: vocabulary.textOf(id),
        bytes: Buffer.from(vocabulary.bytesOf(id)).toString('hex'),
        class: classOf(vocabulary, id),
        reason,
      })),
      files: repair.files,
    },
    null,
    2,
  )}\n`;
}
