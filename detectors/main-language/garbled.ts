/**
 * Text that was written in one encoding and read in another: UTF-8 taken for Latin-1 or Windows-1252, Windows-1251 for either, bytes
 * in the letters that byte-level tokenizers write them in. Its letters are Latin, but no Latin script is written so.
 */

import type { Span } from '../types.js';
import { stretches } from './quoted.js';

/**
 * What bytes from 0x80 on become: Latin-1 and the letters of byte-level vocabularies, what Windows-1252 has in its place, lines and
 * signs of code page 437.
 */
const BYTES = '\u0080-\u017f€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›\u2320-\u25a0αΓπΣστΦΘΩδ∞φε∩≡≥≤≈∙√ⁿ';

/** Such characters side by side. Names have one of their letters beside an ASCII letter as a rule: Müller, Nguyễn. */
const SIDE_BY_SIDE = new RegExp(`[${BYTES}]{2,}`, 'gu');
const LATIN = /\p{Script=Latin}/gu;

/** Fewest such characters, and the share of all Latin letters that are among them. */
const LEAST = 4;
const SHARE = 0.6;

/** Whether most of the Latin letters of a text outside `zones` are bytes of something else. */
export function isGarbled(text: string, zones: readonly Span[]): boolean {
  let all = 0;
  let garbled = 0;
  let characters = 0;
  for (const [start, end] of stretches(text, zones)) {
    const stretch = text.slice(start, end);
    all += stretch.match(LATIN)?.length ?? 0;
    for (const [run] of stretch.matchAll(SIDE_BY_SIDE)) {
      const letters = run.match(LATIN)?.length ?? 0;
      garbled += letters;
      if (letters > 0) characters += run.length;
    }
  }
  return characters >= LEAST && garbled >= SHARE * all;
}
