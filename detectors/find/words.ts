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

/** A number right before a word: digits of any script, a multiplier (100万 km), a space. */
const NUMBER = /\p{Nd}[万億亿兆千百만억천]{0,2}[ \u00a0]?$/u;

const UPPER = /\p{Lu}/u;

function exemption(word: string, before: string, after: string): ExemptionName | null {
  if (word.length === 1) return 'symbol';
  if (UPPER.test(word)) return 'name';
  if (
    /[\p{Nd}_@#\\/]$/u.test(before) ||
    /^[\p{Nd}_@\\/]/u.test(after) ||
    /[A-Za-z\d]\.$/.test(before) ||
    /^\.[A-Za-z\d]/.test(after)
  ) {
    return NUMBER.test(before) && word.length <= LONGEST_UNIT ? 'unit' : 'name';
  }
  if (NUMBER.test(before) && word.length <= LONGEST_UNIT) return 'unit';
  if (word.split(/['’\-‐‑]/).some((part) => part.length === 1) && word.includes('-')) return 'name';
  return null;
}

/** The words of `text` between `start` and `end`, in order, each with its exemption by form alone. */
export function latinWords(text: string, start: number, end: number): LatinWord[] {
  return Array.from(text.slice(start, end).matchAll(WORD), (match) => {
    const from = start + match.index;
    const to = from + match[0].length;
    const before = text.slice(Math.max(0, from - 4), from);
    return { start: from, end: to, exempt: exemption(match[0], before, text.slice(to, to + 2)) };
  });
}

/** Whether two words stand side by side, with no more than a space or a comma between them. */
function areBeside(text: string, left: LatinWord | undefined, right: LatinWord | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return /^[ \t,;]{0,2}$/.test(text.slice(left.end, right.start));
}

/** Exempts the small words between the parts of a name. `words` are in order. */
export function exemptParticles(text: string, words: readonly LatinWord[]): LatinWord[] {
  const isParticle = ({ start, end }: Span): boolean => PARTICLES.has(text.slice(start, end));
  const leadsToName = words.map(() => false);
  for (let i = words.length - 2; i >= 0; i--) {
    const next = words[i + 1] as LatinWord;
    const reaches = next.exempt === 'name' || (leadsToName[i + 1] === true && isParticle(next));
    leadsToName[i] = reaches && areBeside(text, words[i], next);
  }
  let inName = false;
  return words.map((word, i) => {
    const inside = inName && word.exempt === null && leadsToName[i] === true && isParticle(word);
    inName = (inside || word.exempt === 'name') && areBeside(text, word, words[i + 1]);
    return inside ? { ...word, exempt: 'name' as const } : word;
  });
}

/**
 * Joins foreign words that stand side by side to spans; exempt words between two foreign ones belong to the span ("plusieurs
 * Enterprise customers").
 */
export function foreignSpans(text: string, words: readonly LatinWord[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  for (const [i, word] of words.entries()) {
    if (!areBeside(text, words[i - 1], word)) open = undefined;
    if (word.exempt !== null) continue;
    if (open === undefined) {
      open = { start: word.start, end: word.end };
      spans.push(open);
    } else open.end = word.end;
  }
  return spans;
}
