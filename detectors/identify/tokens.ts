/** Runs of letters of a segment, with what sticks to them, unit by unit: many segments are asked what they are made of. */

import { isCapital, isLatin, isVowel, isWordUnit, sticks } from './letters.js';

/** Signs that stand between the quantities of a formula alone. */
const SIGNS = new Set(Array.from('=^×÷∑∫√≤≥≈±∪∩∈→∞∂∇', (sign) => sign.charCodeAt(0)));
/** And those that do so where they have a quantity on either side, with a space at both or at neither. */
const OPERATORS = new Set(Array.from('+*/<>', (sign) => sign.charCodeAt(0)));
const OPENING = new Set(Array.from('([', (sign) => sign.charCodeAt(0)));
const CLOSING = new Set(Array.from(')]', (sign) => sign.charCodeAt(0)));
const BRACKET = '('.charCodeAt(0);
const SPACE = 0x20;

/** Letters of a function with its variable in brackets: P(A), cos(x). */
const LONGEST_FUNCTION = 3;

/** What names have between their words. */
const NEAR = new Set([' ', '-', '–', "'", '’', '- ', ' -', '  ']);
const LONGEST_NEAR = 2;

/** A run of letters, with what sticks to them. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly letters: number;
  /** Whether it is made of Latin letters alone. */
  readonly isWord: boolean;
  readonly hasVowel: boolean;
  readonly hasCapital: boolean;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Whether signs of a formula stand between them. */
  readonly isFormula: boolean;
  readonly hasSmall: boolean;
}

/** Whether the sign at `at` stands between two quantities: "a + b", "a/b", and not "a *b*". */
function joinsQuantities(text: string, at: number): boolean {
  const isSpaced = text.charCodeAt(at - 1) === SPACE;
  if (isSpaced !== (text.charCodeAt(at + 1) === SPACE)) return false;
  const left = text.charCodeAt(isSpaced ? at - 2 : at - 1);
  const right = text.charCodeAt(isSpaced ? at + 2 : at + 1);
  return (
    (isWordUnit(left) || sticks(left) || CLOSING.has(left)) &&
    (isWordUnit(right) || sticks(right) || OPENING.has(right))
  );
}

/** The runs of letters of a segment. */
export function tokensOf(text: string): Tokens {
  const tokens: Token[] = [];
  let isFormula = false;
  let hasSmall = false;
  let start = -1;
  let letters = 0;
  let isWord = true;
  let hasVowel = false;
  let hasCapital = false;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : SPACE;
    const isLetter = isWordUnit(unit);
    if (isLetter || sticks(unit)) {
      if (start < 0) {
        start = at;
        letters = 0;
        isWord = true;
        hasVowel = false;
        hasCapital = isCapital(unit);
      }
      if (isLetter) {
        letters++;
        if (!isLatin(unit)) isWord = false;
        if (isVowel(unit)) hasVowel = true;
        if (!isCapital(unit)) hasSmall = true;
      } else isWord = false;
    } else {
      if (start >= 0) {
        const isCall =
          unit === BRACKET && at - start <= LONGEST_FUNCTION && isWordUnit(text.charCodeAt(at + 1));
        if (isCall) isFormula = true;
        tokens.push({ start, end: at, letters, isWord, hasVowel, hasCapital });
        start = -1;
      }
      if (OPERATORS.has(unit) && joinsQuantities(text, at)) isFormula = true;
    }
    if (SIGNS.has(unit)) isFormula = true;
  }
  return { tokens, isFormula, hasSmall };
}

/** Whether two tokens stand beside each other, as the words of a name do. */
export const areNear = (text: string, left: Token, right: Token): boolean =>
  right.start - left.end <= LONGEST_NEAR && NEAR.has(text.slice(left.end, right.start));
