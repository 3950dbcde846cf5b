/** Units: a few letters after a number. */

import type { WordCandidate } from '../find/index.js';
import type { ExemptionRule } from './rule.js';

/** Longest abbreviation of a unit after a number. */
const LONGEST_UNIT = 5;

/** Words as short as units that are none. */
const NO_UNITS = new Set(['and', 'are', 'by', 'for', 'from', 'is', 'of', 'or', 'the', 'to', 'was', 'with']);

/** A number right before a word: digits of any script, a multiplier (100万 km), a space. */
const LONGEST_NUMBER = 5;
const NUMBER = /\p{Nd}[万億亿兆千百만억천]{0,2}[ \u00a0]?$/u;

/** Whether a word is the unit of a number. */
export function isUnit(word: WordCandidate): boolean {
  if (word.form !== 'small' || word.fused) return false;
  const { text, before } = word;
  return text.length <= LONGEST_UNIT && NUMBER.test(before.slice(-LONGEST_NUMBER)) && !NO_UNITS.has(text);
}

export const unit: ExemptionRule<'unit'> = {
  name: 'unit',
  title: 'Units',
  why: 'a few letters after a number',
  what: 'up to five letters after a number',
  priority: 65,
  covers: { word: isUnit },
  examples: [
    { language: 'ja', text: '全部で100万 km です。', exempt: ['km'] },
    { language: 'ja', text: '全部で10 or 20です。', exempt: [], found: ['or'] },
  ],
};
