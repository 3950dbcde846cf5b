/** Greek letters that are symbols: of a quantity, a sum, a variant. */

import type { Span } from './letters.js';

/** Capitals that no Latin letter looks like, and the small letters. */
const SYMBOL = /^[ΓΔΘΛΞΠΣΦΨΩα-ωϑϕϵ]$/;

/** Japanese and Chinese write words without spaces, so there a letter before says nothing. */
const WORD_BEFORE = /[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]]$/v;
const WORD_AFTER = /^[A-Za-z]{3}/;

/** True for one letter on its own before which no word ends and after which no Latin word goes on: β-carotene, Σxi, σ. */
export function isGreekSymbol(text: string, { start, end }: Span): boolean {
  return (
    SYMBOL.test(text.slice(start, end)) &&
    !WORD_BEFORE.test(text.slice(Math.max(0, start - 1), start)) &&
    !WORD_AFTER.test(text.slice(end, end + 3))
  );
}
