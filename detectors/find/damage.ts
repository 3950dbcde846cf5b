/** Damage: text that was broken on its way, in no language. Counted apart, never mixing. */

import { hintsIn } from '../damage/index.js';
import type { DamageCandidate } from './candidate.js';
import type { Kind } from './kind.js';

const NONE: readonly DamageCandidate[] = [];

export const damage: Kind<'damage'> = {
  kind: 'damage',
  name: 'damage',
  what:
    'Text that was broken on its way: U+FFFD, tokens of bytes (`<0xE4>`), letters that stand for bytes (`Ġ`), text read in another ' +
    'encoding (`Ã©`), control tokens whole or torn (`<|im_end|>`); counted apart, never mixing.',
  counts: 'damage',
  find({ text, marks, damage: found }) {
    const hints = hintsIn(text, marks);
    if (found.length + hints.length === 0) return NONE;
    return [
      ...found.map((one): DamageCandidate => ({ kind: 'damage', script: 'Zyyy', ...one })),
      ...hints.map(
        (hint): DamageCandidate => ({
          kind: 'damage',
          script: hint.sort === 'syllable' ? 'Hang' : 'Zyyy',
          possible: true,
          ...hint,
        }),
      ),
    ];
  },
};
