/** Addresses: URLs, e-mail addresses, host names with a common ending. */

import { type ExemptionRule, inZone, matches, type ZonePattern } from './rule.js';

/** A full stop with letters on both sides, which prose has none of. */
export const DOTTED = /[\w-]\.[A-Za-z]/;

const PATTERNS: readonly ZonePattern[] = [
  { needs: '://', pattern: /\b[a-z][a-z\d+.-]{1,15}:\/\/[^\s<>"'`、。，（）「」]+/gi },
  { needs: 'www.', pattern: /\bwww\.[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+[^\s<>"'`、。，（）「」]*/g },
  { needs: '@', pattern: /[\w.+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}/g },
  {
    needs: '.',
    also: DOTTED,
    pattern: /\b[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,6}\.(?:com|org|net|io|edu|gov)\b/g,
  },
];

const isAddress = inZone('url');

export const url: ExemptionRule<'url'> = {
  name: 'url',
  title: 'Addresses',
  why: 'links, e-mail addresses, host names',
  what: 'URLs, e-mail addresses, host names with a common ending',
  priority: 30,
  zones: (text) => matches(text, PATTERNS),
  covers: { script: isAddress, han: isAddress, line: isAddress, word: isAddress, punctuation: isAddress },
  examples: [
    {
      language: 'ko',
      text: '자세한 내용은 https://example.org/путь 를 보세요.',
      exempt: ['https', 'example', 'org', 'путь'],
    },
    {
      language: 'ru',
      text: 'Пишите на адрес anna@example.org завтра.',
      exempt: ['anna', 'example', 'org'],
    },
  ],
};
