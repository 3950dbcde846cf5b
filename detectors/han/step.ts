/** What two characters in a row tell for Chinese and for Japanese: logarithms in half units. */

import { ATTESTED, type CharacterId, type Likelihood, PAIR_STEPS } from './likelihood.js';

/** The most that one character or pair tells. */
export const MOST = 12;
/** Least logarithms: of a Japanese pair in a word, of pairs across words. */
export const IN_JAPANESE = -8;
const ACROSS_JAPANESE = -28;
const ACROSS_CHINESE = -26;

export const most = (score: number): number => Math.max(-MOST, Math.min(MOST, score));

/** Of two characters in Japanese: a word ends and another one begins, or, at the least, a pair is part of a word. */
export function inJapanese(table: Likelihood, last: CharacterId, id: CharacterId, pair: number): number {
  const across = (table.japaneseEnd[last] as number) + (table.japaneseNext[id] as number);
  return Math.max(across, (pair & ATTESTED) !== 0 ? IN_JAPANESE : ACROSS_JAPANESE);
}

/** Of two characters in Chinese: a pair that words have, or across words. */
export function inChinese(table: Likelihood, last: CharacterId, id: CharacterId, pair: number): number {
  const steps = pair & PAIR_STEPS;
  if (steps !== PAIR_STEPS) return -steps;
  return Math.max((table.chineseEnd[last] as number) + (table.chinese[id] as number), ACROSS_CHINESE);
}
