/**
 * Words in Latin script inside a language of another script. Names, acronyms, units and code stand there in every clean
 * text, so a word counts only when it is an ordinary one: lower-case, of two letters or more, without a digit.
 */

import type { ExemptionName } from '../types.js';
import type { Span } from './letters.js';

/** A word of a Latin run, and why it is exempt; `null` where it is foreign. */
export interface LatinWord extends Span {
  readonly exempt: ExemptionName | null;
}

/** Latin letters of Unicode's Latin blocks, and combining marks; hyphens and apostrophes inside a word belong to it. */
const WORD =
  /[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ][\u0300-\u036fA-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ]*(?:['’\-‐‑][A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ][\u0300-\u036fA-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ]*)*/g;

/** Small words that stand inside names: "University of Toronto", "Ludwig van Beethoven". */
const PARTICLES = new Set(
  'a al an and bin by da das de del den der des di do dos du e el en et for from in la las le los of on or the to und v van von vs y'.split(
    ' ',
  ),
);

/** Longest abbreviation of a unit after a number. */
const LONGEST_UNIT = 5;

const UPPER = /\p{Lu}/u;

function exemption(word: string, before: string, after: string): ExemptionName | null {
  if (word.length === 1) return 'symbol';
  if (UPPER.test(word)) return 'name';
  if (
    /[\d_@#\\/]$/.test(before) ||
    /^[\d_@\\/]/.test(after) ||
    /[A-Za-z\d]\.$/.test(before) ||
    /^\.[A-Za-z\d]/.test(after)
  ) {
    return /\d$/.test(before) && word.length <= LONGEST_UNIT ? 'unit' : 'name';
  }
  if (/\d[ \u00a0]$/.test(before) && word.length <= LONGEST_UNIT) return 'unit';
  if (word.split(/['’\-‐‑]/).some((part) => part.length === 1) && word.includes('-')) return 'name';
  return null;
}

/** The words of `text` between `start` and `end`, in order, each with its exemption by form alone. */
export function latinWords(text: string, start: number, end: number): LatinWord[] {
  const words: LatinWord[] = [];
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const from = start + match.index;
    const to = from + match[0].length;
    words.push({
      start: from,
      end: to,
      exempt: exemption(match[0], text.slice(Math.max(0, from - 2), from), text.slice(to, to + 2)),
    });
  }
  return withParticles(text, words);
}

/** Exempts the small words between the parts of a name. */
function withParticles(text: string, words: LatinWord[]): LatinWord[] {
  const isParticle = ({ start, end }: Span): boolean => PARTICLES.has(text.slice(start, end));
  let nameFollows = false;
  const followed = words.map(() => false);
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i] as LatinWord;
    followed[i] = nameFollows;
    if (!isParticle(word)) nameFollows = word.exempt === 'name';
  }
  let namePrecedes = false;
  return words.map((word, i) => {
    const inside = word.exempt === null && namePrecedes && followed[i] === true && isParticle(word);
    namePrecedes = inside || word.exempt === 'name';
    return inside ? { ...word, exempt: 'name' as const } : word;
  });
}

/**
 * Joins foreign words that stand side by side to spans; exempt words between two foreign ones belong to the span ("plusieurs
 * Enterprise customers").
 */
export function foreignSpans(text: string, words: readonly LatinWord[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  let reach = -1;
  for (const [i, word] of words.entries()) {
    const previous = words[i - 1];
    const beside = previous !== undefined && /^[ \t,;]{0,2}$/.test(text.slice(previous.end, word.start));
    if (!beside) reach = -1;
    if (word.exempt !== null) continue;
    const last = spans.at(-1);
    if (reach >= 0 && last !== undefined) last.end = word.end;
    else spans.push({ start: word.start, end: word.end });
    reach = word.end;
  }
  return spans;
}
