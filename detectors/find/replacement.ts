/** U+FFFD: a response that was cut inside a character. Counted, never mixing. */

import type { Kind } from './kind.js';

export const replacement: Kind<'replacement'> = {
  kind: 'replacement',
  name: 'replacement character',
  what: 'U+FFFD, what is left of a character that was cut in two; counted, never mixing.',
  mixes: false,
  find: ({ text }) =>
    text.includes('\ufffd')
      ? Array.from(text.matchAll(/\ufffd+/g), ({ 0: found, index }) => ({
          kind: 'replacement',
          start: index,
          end: index + found.length,
          script: 'Zyyy',
        }))
      : [],
};
