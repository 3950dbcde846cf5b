/** Acronyms: words in capitals, and a few consonants that stand for themselves. */

import { isLatinWord, type WordCandidate } from '../find/index.js';
import { isCommonEnglish } from '../words/index.js';
import type { ExemptionRule } from './rule.js';

/** An acronym has fewer letters than this, or is no ordinary word: DIMENSION is one. */
const LONG = 7;

/** A few small letters without a vowel are no word: pvc, pn, html. */
const CONSONANTS = /^[bcdfghjklmnpqrstvwxz]{2,5}$/;
const LONGEST_CHARACTER = 2;
const LETTER_BEFORE = /[\p{L}\p{M}ـ]$/u;

/** Whether a word is an acronym. */
export function isAcronym(word: WordCandidate): boolean {
  if (!isLatinWord(word) || word.fused) return false;
  const { form, text, before } = word;
  if (form === 'capitals') return text.length < LONG || !isCommonEnglish(text.toLowerCase());
  return form === 'small' && CONSONANTS.test(text) && !LETTER_BEFORE.test(before.slice(-LONGEST_CHARACTER));
}

export const acronym: ExemptionRule<'acronym'> = {
  name: 'acronym',
  title: 'Acronyms',
  why: 'words in capitals, or of consonants alone',
  what: 'words in capitals; two to five consonants on their own (pvc)',
  priority: 80,
  covers: { word: isAcronym },
  examples: [
    { language: 'ja', text: '今日は NASA の話です。', exempt: ['NASA'] },
    { language: 'ko', text: '손가락이나 «pvc»관을 이용해 만듭니다.', exempt: ['pvc'] },
    { language: 'ja', text: '二つの DIMENSION があります。', exempt: [], found: ['DIMENSION'] },
  ],
};
