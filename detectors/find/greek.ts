/** Greek letters that are symbols: of a quantity, a unit, a sum, a variant. */

import type { Span } from './letters.js';

/** Capitals that no Latin letter looks like, and the small letters; several with commas between them. */
const SYMBOL = /^[ΓΔΘΛΞΠΣΦΨΩα-ωϑϕϵ](?:[ ,、·・，]{1,2}[ΓΔΘΛΞΠΣΦΨΩα-ωϑϕϵ])*$/;

/** Japanese and Chinese write words without spaces, so there a letter before says nothing. */
const WORD_BEFORE = /[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]]$/v;
const WORD_AFTER = /^[A-Za-z]{3}/;

/** What a symbol follows without a space: a function (sinθ), a prefix of a unit after a number (10 kΩ). */
const FUNCTION_BEFORE = /(?:^|[^A-Za-z])(?:sin|cos|tan|tg|cot|sec|csc|log|ln|exp|arg|d)$/;
const PREFIX_BEFORE = /\p{Nd}[ \u00a0]?[YZEPTGMkhdcmnpfa]$/u;

/** What follows a symbol as its index: λmax. */
const INDEX_AFTER = /^(?:max|min|eff|tot|avg|rms|ref|out)(?![A-Za-z])/;

const BEFORE = 8;

/** True for letters on their own before which no word ends and after which no Latin word goes on: β-carotene, Σxi, σ. */
export function isGreekSymbol(text: string, { start, end }: Span): boolean {
  if (!SYMBOL.test(text.slice(start, end))) return false;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const after = text.slice(end, end + 4);
  return (
    (!WORD_BEFORE.test(before.slice(-1)) || FUNCTION_BEFORE.test(before) || PREFIX_BEFORE.test(before)) &&
    (!WORD_AFTER.test(after) || INDEX_AFTER.test(after))
  );
}
