/** Damage: text that was broken on its way, in no language. Counted apart, never mixing. */

import type { Kind } from './kind.js';

export const damage: Kind<'damage'> = {
  kind: 'damage',
  name: 'damage',
  what: 'U+FFFD, what is left of a character that was cut in two; counted apart, never mixing.',
  counts: 'damage',
  find: ({ text }) =>
    text.includes('\ufffd')
      ? Array.from(text.matchAll(/\ufffd+/g), ({ 0: found, index }) => ({
          kind: 'damage',
          sort: 'replacement',
          start: index,
          end: index + found.length,
          script: 'Zyyy',
        }))
      : [],
};
