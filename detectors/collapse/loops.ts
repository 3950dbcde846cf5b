/** Loops: answers that end in the same phrase again and again, or that say little else than what they said before. */

import { type Grams, gramsOf, WINDOW } from './grams.js';
import { isDigit, type Letters, lettersOf, weightOfUnit } from './letters.js';

/** How often a phrase has to stand at the end. Holtzman et al. (The curious case of neural text degeneration, ICLR 2020) take three; refrains reach that. */
const TIMES = 4;

/** Weight of such a run from which it is a loop where it is half of the text; where it is a phrase eight times or more; and in any case. */
const RUN = 50;
const CHANT = 100;
const CHANT_TIMES = 8;
const LONG_RUN = 200;

/** Share of grams that stood before, and the weight of a text from which that says something. */
const REPEATED = 0.65;
const REPEATED_FROM = 100;

/** Signs without a letter that make a loop: so many, most of the text, one to four of them in turn. */
const SIGNS = 200;
const SIGNS_SHARE = 0.8;
const SIGNS_PERIOD = 4;

interface Run {
  readonly length: number;
  readonly period: number;
}

const NONE: Run = { length: 0, period: 0 };

/** Memory that every call uses anew. */
const matches = new Int32Array(WINDOW);

/**
 * The longest stretch at the end that is one phrase over and over, {@link TIMES} times at least, its first time perhaps in part. By the Z function of the
 * reversed text (Gusfield, Algorithms on strings, trees and sequences, 1997, 1.4): linear in its length, whatever stands in it.
 */
function runAtEnd(units: Uint16Array): Run {
  const n = Math.min(units.length, WINDOW);
  const last = units.length - 1;
  let best = NONE;
  let left = 0;
  let right = 0;
  // Every index is below n, and so within both arrays.
  for (let i = 1; i < n; i++) {
    let length = i < right ? Math.min(right - i, matches[i - left] as number) : 0;
    while (i + length < n && units[last - length] === units[last - i - length]) length++;
    matches[i] = length;
    if (i + length > right) {
      left = i;
      right = i + length;
    }
    if (length + i >= TIMES * i && length + i > best.length) best = { length: length + i, period: i };
  }
  return best;
}

/** Weight of the letters in a run: digits tell phrases apart and weigh nothing. */
function weightOf({ length, period }: Run, letters: Letters): number {
  const phrase = letters.units.subarray(letters.units.length - period);
  const digits = phrase.reduce((sum, unit) => sum + Number(isDigit(unit)), 0);
  return period === 0 ? 0 : length * (1 - digits / period) * weightOfUnit(letters);
}

/** A run of that weight has as many grams that stood before, at the least. */
const AGAIN = 10;

function endsInLoop(letters: Letters, { again }: Grams): boolean {
  if (again < AGAIN) return false;
  const run = runAtEnd(letters.units);
  const weight = weightOf(run, letters);
  return (
    weight >= LONG_RUN ||
    (weight >= CHANT && run.length >= CHANT_TIMES * run.period) ||
    (weight >= RUN && 2 * run.length >= letters.units.length)
  );
}

/** Of a table or of blocks of code equal cells and lines are expected, in the same words. */
const FENCES = /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[^\n]*$|$(?![\s\S]))/gm;
const TABLE = /^[ \t]*\|.*$/gm;

function repeatsItself(text: string, letters: Letters, { repeated }: Grams): boolean {
  if (letters.weight < REPEATED_FROM || repeated < REPEATED) return false;
  const prose = text.replace(FENCES, '').replace(TABLE, '');
  if (prose.length === text.length) return true;
  const rest = lettersOf(prose);
  return rest.weight >= REPEATED_FROM && gramsOf(rest).repeated >= REPEATED;
}

/** White space, and a braille pattern without a dot, of which pictures are made. */
const BLANK = /[\s\u2800]+/g;

/** Rows of a table without anything in them are no loop: under its head stands a rule. */
const BAR = 0x7c;
const RULE = /^[ \t]*\|?[ \t]*:?-{3}/m;

/** `!!!!!!!!` and the like: most of the text is signs in turn, without a letter or digit among them. */
function loopsOfSigns(text: string, { units }: Letters): boolean {
  if (text.length < SIGNS || 2 * units.length > text.length) return false;
  const signs = Uint16Array.from(text.replace(BLANK, ''), (sign) => sign.charCodeAt(0));
  const { length, period } = runAtEnd(signs);
  if (period === 0 || period > SIGNS_PERIOD || length < SIGNS) return false;
  const phrase = signs.subarray(signs.length - period);
  return (
    length >= SIGNS_SHARE * Math.min(signs.length, WINDOW) &&
    !phrase.some((sign) => units.includes(sign)) &&
    !(phrase.includes(BAR) && RULE.test(text))
  );
}

/** Whether a text loops. */
export const loops = (text: string, letters: Letters, grams: Grams): boolean =>
  endsInLoop(letters, grams) || repeatsItself(text, letters, grams) || loopsOfSigns(text, letters);
