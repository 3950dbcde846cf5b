/**
 * Text that was written in one encoding and read in another, where no rule tells which: most of its Latin letters stand side by side as
 * no Latin script is written. UTF-8 of which control characters are lost, Windows-1251 taken for Latin-1, code page 437.
 */

import type { Span } from '../types.js';

/**
 * What bytes from 0x80 on become: Latin-1 and the letters of byte-level vocabularies, what Windows-1252 has in its place, lines and
 * signs of code page 437.
 */
const BYTES = '\u0080-\u017f€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›\u2320-\u25a0αΓπΣστΦΘΩδ∞φε∩≡≥≤≈∙√ⁿ';

/** Such characters side by side. Names have one of their letters beside an ASCII letter as a rule: Müller, Nguyễn. */
const SIDE_BY_SIDE = new RegExp(`[${BYTES}]{2,}`, 'gu');

/** What a text must hold for {@link garbledIn} to find anything. */
export const GARBLED_HINT = new RegExp(`[\u00c0-\u017f][${BYTES}]|[${BYTES}][\u00c0-\u017f]`);

const LATIN = /\p{Script=Latin}/gu;

/** Fewest such characters, and the share of all Latin letters that are among them. */
const LEAST = 4;
const SHARE = 0.6;

const NONE: readonly Span[] = [];

const lettersOf = (text: string): number => text.match(LATIN)?.length ?? 0;

/** The runs of such characters in a text whose language is not written in Latin script, where they are most of its Latin letters. */
export function garbledIn(text: string): readonly Span[] {
  const runs: Span[] = [];
  let garbled = 0;
  let characters = 0;
  for (const { 0: run, index } of text.matchAll(SIDE_BY_SIDE)) {
    const letters = lettersOf(run);
    if (letters === 0) continue;
    garbled += letters;
    characters += run.length;
    runs.push({ start: index, end: index + run.length });
  }
  return characters >= LEAST && garbled >= SHARE * lettersOf(text) ? runs : NONE;
}
