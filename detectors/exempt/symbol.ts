/** Symbols: single Latin letters, and Greek letters of a quantity, a unit, a sum, a variant. */

import type { WordCandidate } from '../find/index.js';
import type { Span } from '../types.js';
import { UNSPACED_LETTER } from '../unicode/index.js';
import type { ExemptionRule } from './rule.js';

/** Capitals that no Latin letter looks like, and the small letters; several with commas between them. */
const SYMBOL = /^[ΓΔΘΛΞΠΣΦΨΩα-ωϑϕϵ](?:[ ,、·・，]{1,2}[ΓΔΘΛΞΠΣΦΨΩα-ωϑϕϵ])*$/;

/**
 * What a symbol follows without a space: a function (sinθ), a prefix of a unit after a number (10 kΩ), a letter or two that it is
 * multiplied by or an index of (hν, Hα, Lyα), an acronym (TNFα).
 */
const FUNCTION_BEFORE = /(?:^|[^A-Za-z])(?:sin|cos|tan|tg|cot|sec|csc|log|ln|exp|arg|d)$/;
const LETTERS_BEFORE = /(?:^|[^\p{L}\p{M}])(?:[A-Za-z]|[A-Z][a-z])$/u;
const ACRONYM_BEFORE = /(?:^|[^\p{L}\p{M}])[A-Z]{2,6}$/u;
const LETTER_AFTER = /^[A-Za-z]/;
/** Letters that stand so; an iota, an omicron or an upsilon behind a letter is part of a word. */
const QUANTITY = /^[ΓΔΘΛΞΠΣΦΨΩα-θκ-ξπ-τφ-ωϑϕϵ]$/;
const PREFIX_BEFORE = /\p{Nd}[ \u00a0]?[YZEPTGMkhdcmnpfa]$/u;

/** What follows a symbol as its index: λmax. */
const INDEX_AFTER = /^(?:max|min|eff|tot|avg|rms|ref|out)(?![A-Za-z])/;
const WORD_AFTER = /^[A-Za-z]{3}/;

const BEFORE = 8;
const LAST_LETTER = /\p{L}$/u;
/** In scripts without spaces a letter before says nothing. */
const LAST_UNSPACED = new RegExp(`${UNSPACED_LETTER.source}$`, 'u');

/** True for letters on their own before which no word ends and after which no Latin word goes on: β-carotene, Σxi, σ. */
function isGreekSymbol(text: string, { start, end }: Span): boolean {
  const symbols = text.slice(start, end);
  if (!SYMBOL.test(symbols)) return false;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const after = text.slice(end, end + 4);
  const endsWord = LAST_LETTER.test(before) && !LAST_UNSPACED.test(before);
  return (
    (!endsWord ||
      FUNCTION_BEFORE.test(before) ||
      PREFIX_BEFORE.test(before) ||
      (QUANTITY.test(symbols) &&
        (ACRONYM_BEFORE.test(before) || (LETTERS_BEFORE.test(before) && !LETTER_AFTER.test(after))))) &&
    (!WORD_AFTER.test(after) || INDEX_AFTER.test(after))
  );
}

/** Whether a word is a single letter. */
export function isSingleLetter(word: WordCandidate): boolean {
  return word.form === 'letter' && !word.fused;
}

export const symbol: ExemptionRule<'symbol'> = {
  name: 'symbol',
  title: 'Symbols',
  why: 'single letters, such as x or β',
  what:
    'single Latin letters; one Greek letter on its own (β-carotene, Σx) or behind a letter or an ' +
    'acronym (hν, TNFα) that no Latin letter looks like',
  priority: 70,
  covers: {
    script: (candidate, { text }) => candidate.script === 'Grek' && isGreekSymbol(text, candidate),
    word: isSingleLetter,
  },
  examples: [
    { language: 'ja', text: 'βアミロイドの蓄積が原因です。', exempt: ['β'] },
    { language: 'ja', text: '変数 x を使います。', exempt: ['x'] },
    {
      language: 'ja',
      text: 'エネルギーは hν で、Hα 線と TNFα も見ます。',
      exempt: ['h', 'ν', 'H', 'α', 'α'],
    },
    { language: 'ko', text: '포레ν식 과학은 재미있습니다.', exempt: [], found: ['ν'] },
  ],
};
