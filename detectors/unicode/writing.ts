/** How scripts are written: which way their lines run, and whether spaces stand between words. */

import type { ScriptCode } from '../types.js';

/** Scripts whose words stand without spaces between them; Hangul has some, and none before particles. */
const UNSPACED: readonly ScriptCode[] = ['Hani', 'Hira', 'Kana', 'Bopo', 'Thai', 'Laoo', 'Khmr', 'Mymr'];

const RIGHT_TO_LEFT: ReadonlySet<ScriptCode> = new Set(
  'Adlm Arab Aran Hebr Mand Mani Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '),
);

/** Whether words of a script stand without spaces between them: there, a letter before a word says nothing. */
export function isUnspaced(script: ScriptCode): boolean {
  return UNSPACED.includes(script);
}

/** Matches a letter of a script without spaces; the mark of length and of repetition, which kana and Han share, are letters too. */
export const UNSPACED_LETTER = new RegExp(
  `[${UNSPACED.map((script) => `\\p{Script=${script}}`).join('')}ー々]`,
  'u',
);

/** Whether the lines of a script run from right to left. */
export function isRightToLeft(script: ScriptCode): boolean {
  return RIGHT_TO_LEFT.has(script);
}
