/** The regular expression that the step of byte-level BPE has itself, written as a step of its own. */

import type { Step } from './shape.js';

/** Of tokenizers' ByteLevel, as that of GPT-2. */
const OWN = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

/**
 * The same steps; by its own one the library splits as JavaScript does, to which U+FEFF is a space and U+0085 none. Where a space is put before the text that stays, since
 * it would come before each piece.
 */
export function withOwnRegex(step: Step): Step {
  const { type, pretokenizers, use_regex, add_prefix_space } = step;
  if (type === 'Sequence' && Array.isArray(pretokenizers))
    return { ...step, pretokenizers: pretokenizers.map(withOwnRegex) };
  if (type !== 'ByteLevel' || use_regex === false || add_prefix_space !== false) return step;
  const split = { type: 'Split', pattern: { Regex: OWN }, behavior: 'Isolated', invert: false };
  return { type: 'Sequence', pretokenizers: [split, { ...step, use_regex: false }] };
}
