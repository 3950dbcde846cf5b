/**
 * Words in Latin script inside a language of another script. Names, acronyms, units and code stand there in every clean
 * text, so a word counts only when it is an ordinary one: lower-case, of two letters or more, without a digit.
 */

import type { ExemptionName } from '../types.js';
import { isCommonEnglish } from '../words/index.js';
import type { Span } from './letters.js';

/** A word of a Latin run, and why it is exempt; `null` where it is foreign. */
export interface LatinWord extends Span {
  readonly exempt: ExemptionName | null;
  /** True where it is fused to a word of the language: no term stands so. */
  readonly fused: boolean;
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

/** Words as short as units that are none. */
const NO_UNITS = new Set(['and', 'are', 'by', 'for', 'from', 'is', 'of', 'or', 'the', 'to', 'was', 'with']);

/** A number right before a word: digits of any script, a multiplier (100万 km), a space. */
const LONGEST_NUMBER = 5;
const NUMBER = /\p{Nd}[万億亿兆千百만억천]{0,2}[ \u00a0]?$/u;

/** A first letter in upper case, or a name such as iPhone and macOS. */
const NAME_LIKE = /^(?:\p{Lu}|[a-z]{1,4}\p{Lu})/u;
const ALL_CAPITALS = /^\p{Lu}[\p{Lu}'’\-‐‑]+$/u;

/** An acronym has fewer letters than this, or is no ordinary word: DIMENSION is one. */
const LONG_ACRONYM = 7;

/** Signs of an equation that touch a word: F=ma, x^n. */
const EQUATION_BEFORE = /[\p{L}\p{Nd})][=^]$/u;
const EQUATION_AFTER = /^(?:[=^][\p{L}\p{Nd}(]|[²³¹⁰-₎])/u;
/** One or two letters beside an operator with a space: bx + c. */
const TERM_BEFORE = /[=+≤≥<>·×÷±] ?$/u;
const TERM_AFTER = /^ ?[=+≤≥·×÷±] /u;
const LONGEST_TERM = 2;
/** Functions and operators of mathematics. */
const OPERATORS = new Set(
  'arccos arcsin arctan arg cos cosh cot csc ctg det exp gcd inf lcm lim ln log max min mod sec sin sinh sup tan tanh tg'.split(
    ' ',
  ),
);
/** A call, with nothing but ASCII between its brackets; an option of a command. */
const CALL_AFTER = /^\((?:\)|[a-z\d_]{7}$|[a-z\d_]+[)[.,(])/;
const OPTION_BEFORE = /(?:^|\s)--?$/;

/** A few small letters without a vowel are no word: pvc, pn, html. */
const CONSONANTS = /^[bcdfghjklmnpqrstvwxz]{2,5}$/;

/** Scripts whose words stand without spaces, or take Latin words with a particle at their end: a letter before says nothing. */
const JOINING =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Latin}]$/u;

/** A Greek letter before a Latin one is a symbol (Δt, 5 μm), but where it ends a Greek word. */
const SYMBOL_BEFORE = /(?:(?:^|[^\p{Script=Greek}])\p{Script=Greek}|µ)$/u;

/** Arabic and Hebrew write articles and prepositions in one with the word: الـ, و, ב, ה. */
const PROCLITIC = /(?:^|[^\p{L}\p{M}ـ])(?:[وفبكل]{0,2}(?:ال|لل)?ـ?|[הבכלמשו]{1,3})$/u;

/** Code units of a code point outside the Basic Multilingual Plane. */
const LONGEST_CHARACTER = 2;
const LETTER_BEFORE = /[\p{L}\p{M}ـ]$/u;

/** Labels that models leave untranslated: "Title: ...", "Summary 1". */
const LABELS = new Set(
  'abstract advice analysis answer article assistant author background body chapter characters conclusion context date description discussion email example examples explanation header heading headline instructions introduction keywords list location message name note notes objective objectives outline overview paragraph part phone question questions reason reasons recommendation recommendations reference references response result results review scene section sentence signature slide solution source step steps story subject subtitle summary task thesis title topic translation user version'.split(
    ' ',
  ),
);
const LONGEST_LABEL = 15;
const LINE_START = /(?:^|\n)[\s*#>_\-•"'“([]{0,8}(?:\d{1,2}[.)]\s{0,2})?[*_]{0,3}$/;
const LABEL_END = /^(?:[ \u00a0]?\d{1,2})?[*_"”]{0,3}[ \u00a0]?(?:[:：]|[*_]{2}\s{0,2}(?:\n|$))/;

/** True where the word is fused to letters of the language before it, in a script that sets its words apart. */
function isFused(word: string, before: string): boolean {
  const last = before.slice(-LONGEST_CHARACTER);
  if (!LETTER_BEFORE.test(last) || JOINING.test(last) || SYMBOL_BEFORE.test(before)) return false;
  return /^\p{Ll}/u.test(word) ? !PROCLITIC.test(before) || word.length > 1 : !PROCLITIC.test(before);
}

/** Endings of abstract nouns: an ordinary word with one is hardly ever a name by itself. */
const ABSTRACT = /(?:tion|sion|ity|ness|ment|ance|ence|ing)$/;
const SHORTEST_ABSTRACT = 7;
const LATIN_BESIDE_BEFORE = /\p{Script=Latin}[\p{Nd} \-.,:'’&]{0,2}$/u;
const LATIN_BESIDE_AFTER = /^[\p{Nd} \-.,:'’&]{0,2}\p{Script=Latin}/u;
const OTHER_LETTER = /[\p{L}--\p{Script=Latin}]/v;

/** Whether a capitalised word is an abstract noun that stands alone in a line of the language: left untranslated, and no name. */
function isAbstract(word: string, before: string, after: string): boolean {
  if (word.length < SHORTEST_ABSTRACT || !ABSTRACT.test(word)) return false;
  if (LATIN_BESIDE_BEFORE.test(before) || LATIN_BESIDE_AFTER.test(after)) return false;
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${after.split('\n', 1)[0]}`;
  return OTHER_LETTER.test(line) && isCommonEnglish(word.toLowerCase());
}

/** Whether the word labels the line it stands at the start of. */
function isLabel(word: string, before: string, after: string): boolean {
  return (
    word.length <= LONGEST_LABEL &&
    LABELS.has(word.toLowerCase()) &&
    LINE_START.test(before) &&
    LABEL_END.test(after)
  );
}

/** Whether the word is part of a formula in running text. */
function isFormula(word: string, before: string, after: string): boolean {
  if (OPERATORS.has(word) || EQUATION_BEFORE.test(before) || EQUATION_AFTER.test(after)) return true;
  return word.length <= LONGEST_TERM && (TERM_BEFORE.test(before) || TERM_AFTER.test(after));
}

/** Of a word that is not fused. */
function exemption(word: string, before: string, after: string): ExemptionName | null {
  if (word.length === 1) return 'symbol';
  if (isLabel(word, before, after)) return null;
  if (ALL_CAPITALS.test(word))
    return word.length >= LONG_ACRONYM && isCommonEnglish(word.toLowerCase()) ? null : 'acronym';
  if (NAME_LIKE.test(word)) return isAbstract(word, before, after) ? null : 'name';
  if (word.length <= LONGEST_UNIT && NUMBER.test(before.slice(-LONGEST_NUMBER)) && !NO_UNITS.has(word))
    return 'unit';
  if (isFormula(word, before, after)) return 'formula';
  if (CALL_AFTER.test(after) || OPTION_BEFORE.test(before)) return 'code';
  if (CONSONANTS.test(word) && !LETTER_BEFORE.test(before.slice(-LONGEST_CHARACTER))) return 'acronym';
  if (
    /[\p{Nd}_@#\\/]$/u.test(before) ||
    /^[\p{Nd}_@\\/]/u.test(after) ||
    /[A-Za-z\d]\.$/.test(before) ||
    /^\.[A-Za-z\d]/.test(after)
  ) {
    return 'name';
  }
  if (word.split(/['’\-‐‑]/).some((part) => part.length === 1) && word.includes('-')) return 'name';
  return null;
}

/** Code units before and after a word that its exemption can depend on. */
const CONTEXT_BEFORE = 24;
const CONTEXT_AFTER = 8;

/** The words of `text` between `start` and `end`, in order, each with its exemption by form alone. */
export function latinWords(text: string, start: number, end: number): LatinWord[] {
  const words: LatinWord[] = [];
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const [word] = match;
    const from = start + match.index;
    const to = from + word.length;
    const before = text.slice(Math.max(0, from - CONTEXT_BEFORE), from);
    const fused = isFused(word, before);
    const exempt = fused ? null : exemption(word, before, text.slice(to, to + CONTEXT_AFTER));
    words.push({ start: from, end: to, exempt, fused });
  }
  return words;
}

/** What two words that stand side by side may have between them: two of white space, comma, semicolon. */
const BESIDE = /^[ \t,;]{0,2}$/;
/** A number as well, in a phrase: "quelques 3rd-party tools", "calcium-48 with". */
const BESIDE_NUMBER = /^(?:[ \t,;]{0,2}|[ -]?\d{1,4}[ -]?)$/;
const LONGEST_BETWEEN = 6;

function areBeside(
  text: string,
  left: LatinWord | undefined,
  right: LatinWord | undefined,
  between = BESIDE,
): boolean {
  if (left === undefined || right === undefined || right.start - left.end > LONGEST_BETWEEN) return false;
  return between.test(text.slice(left.end, right.start));
}

const isNameLike = ({ exempt }: LatinWord): boolean => exempt === 'name' || exempt === 'acronym';

/** Exempts the small words between the parts of a name. `words` are in order. */
export function exemptParticles(text: string, words: readonly LatinWord[]): readonly LatinWord[] {
  if (words.every(({ exempt }) => exempt !== null)) return words;
  const isParticle = ({ start, end }: Span): boolean => PARTICLES.has(text.slice(start, end));
  const leadsToName = words.map(() => false);
  for (let i = words.length - 2; i >= 0; i--) {
    const next = words[i + 1] as LatinWord;
    const reaches = isNameLike(next) || (leadsToName[i + 1] === true && isParticle(next));
    leadsToName[i] = reaches && areBeside(text, words[i], next);
  }
  let inName = false;
  return words.map((word, i) => {
    const inside = inName && word.exempt === null && leadsToName[i] === true && isParticle(word);
    inName = (inside || isNameLike(word)) && areBeside(text, word, words[i + 1]);
    return inside ? { ...word, exempt: 'name' as const } : word;
  });
}

/** What comes before a sentence's first word. */
const SENTENCE_START = /(?:^|[\n.!?。！？।])[\s*_"“'([]{0,4}$/;

/**
 * Joins foreign words that stand side by side to spans; exempt words between two foreign ones belong to the span ("plusieurs
 * Enterprise customers"), and so does the capitalised word that starts a sentence before them ("Yahan tak").
 */
export function foreignSpans(text: string, words: readonly LatinWord[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    if (!areBeside(text, before, word, BESIDE_NUMBER)) open = undefined;
    if (word.exempt !== null) continue;
    if (open === undefined) {
      const starts =
        before?.exempt === 'name' &&
        areBeside(text, before, word) &&
        SENTENCE_START.test(text.slice(Math.max(0, before.start - CONTEXT_AFTER), before.start));
      open = { start: starts ? before.start : word.start, end: word.end };
      spans.push(open);
    } else open.end = word.end;
  }
  return spans;
}
