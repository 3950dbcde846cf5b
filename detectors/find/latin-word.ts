/** The Latin words of a text in another script, and what each looks like. */

import type { ScriptCode } from '../types.js';
import { UNSPACED_LETTER } from '../unicode/index.js';
import type { LatinForm, LatinWord } from './candidate.js';

/** Latin letters of Unicode's Latin blocks, and combining marks; hyphens and apostrophes inside a word belong to it. */
const WORD =
  /[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ][\u0300-\u036fA-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ]*(?:['’\-‐‑][A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ][\u0300-\u036fA-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿＡ-Ｚａ-ｚ]*)*/g;

/** A letter in upper case at its start or inside it: iPhone, watchOS, querySelector. */
const NAME_LIKE = /^(?:\p{Lu}|[a-z]+\p{Lu})/u;

/** Its first letter stands before it, in bold by itself: **S**pecific, <b>S</b>pecific. */
const INITIAL_BEFORE = /(?<!\p{L})\p{Lu}(?:[*_]{1,3}|<\/(?:b|em|i|strong|u)>)$/u;
const ALL_CAPITALS = /^\p{Lu}[\p{Lu}'’\-‐‑]+$/u;

const MARKUP = new Set('*_>');

/** Code units of a code point outside the Basic Multilingual Plane. */
const LONGEST_CHARACTER = 2;
const LETTER_BEFORE = /[\p{L}\p{M}ـ]$/u;

/** Scripts whose words stand without spaces, or take Latin words with a particle at their end: a letter before says nothing. */
const JOINING = new RegExp(`(?:${UNSPACED_LETTER.source}|[\\p{Script=Hangul}\\p{Script=Latin}])$`, 'u');

/** A Greek letter before a Latin one is a symbol (Δt, 5 μm), but where it ends a Greek word. */
const SYMBOL_BEFORE = /(?:(?:^|[^\p{Script=Greek}])\p{Script=Greek}|µ)$/u;

/** Arabic and Hebrew write articles and prepositions in one with the word: الـ, و, ב, ה. */
const PROCLITIC = /(?:^|[^\p{L}\p{M}ـ])(?:[وفبكل]{0,2}(?:ال|لل)?ـ?|[הבכלמשו]{1,3})$/u;

/**
 * Letters of the scripts that share their looks with Latin ones. Right behind a Latin letter they go on with its word (cистема); other
 * scripts put particles and endings there.
 */
const GOES_ON: ReadonlyMap<ScriptCode, RegExp> = new Map([
  ['Cyrl', /^\p{Script=Cyrillic}/u],
  ['Grek', /^\p{Script=Greek}/u],
]);

/** The ending of an acronym, in one with it as people write it: SMSки. */
const ACRONYM_ENDING = /^\p{Ll}{1,4}(?!\p{L})/u;
const ACRONYM = /^\p{Lu}{2,}s?$/u;

/** A quantity and its index, or a Greek one behind its sign: Vнач, Fтр, dφ. */
const INDEX_AFTER = /^(?:\p{Script=Cyrillic}{1,5}|\p{Script=Greek})(?![\p{L}\p{M}])/u;
/** Latin letters that have a look-alike in Cyrillic or Greek script; such a one with an index needs a formula around it. */
const LOOK_ALIKE = /^[ABCEHIJKMNOPSTXYZaceijopsuvwxy]$/;
const FORMULA_AROUND = /[=≈≤≥<>+·×*/÷^∙√∑Δ−]/u;

const ASCII_MARK = /^[\0-@[-`{-\x7f]?$/;

/** True where the word goes on in letters of the language. */
function goesOn(word: string, before: string, after: string, own: RegExp): boolean {
  if (!own.test(after) || (ACRONYM.test(word) && ACRONYM_ENDING.test(after))) return false;
  if (word.length > 1 || !INDEX_AFTER.test(after) || LETTER_BEFORE.test(before.slice(-LONGEST_CHARACTER)))
    return true;
  return LOOK_ALIKE.test(word) && !FORMULA_AROUND.test(before + after);
}

/** True where the word is fused to letters of the language, in a script that sets its words apart. */
function isFused(word: string, before: string, after: string, own: RegExp | undefined): boolean {
  if (own !== undefined && goesOn(word, before, after, own)) return true;
  // Nearly all words have a space or a mark before them.
  if (ASCII_MARK.test(before.slice(-1))) return false;
  const last = before.slice(-LONGEST_CHARACTER);
  if (!LETTER_BEFORE.test(last) || JOINING.test(last) || SYMBOL_BEFORE.test(before)) return false;
  return /^\p{Ll}/u.test(word) ? !PROCLITIC.test(before) || word.length > 1 : !PROCLITIC.test(before);
}

/** Labels that models leave untranslated: "Title: ...", "Summary 1". */
const LABELS = new Set(
  'abstract advice analysis answer article assistant author background body chapter characters conclusion context date description discussion email example examples explanation header heading headline instructions introduction keywords list location message name note notes objective objectives outline overview paragraph part phone question questions reason reasons recommendation recommendations reference references response result results review scene section sentence signature slide solution source step steps story subject subtitle summary task thesis title topic translation user version'.split(
    ' ',
  ),
);
const LONGEST_LABEL = 15;
const LINE_START = /(?:^|\n)[\s*#>_\-•"'“([]{0,8}(?:\d{1,2}[.)]\s{0,2})?[*_]{0,3}$/;
const LABEL_END = /^(?:[ \u00a0]?\d{1,2})?[*_"”]{0,3}[ \u00a0]?(?:[:：]|[*_]{2}\s{0,2}(?:\n|$))/;
/** A heading of Markdown needs no colon. */
const HEADING_START = /(?:^|\n)#{1,6} {1,2}(?:\d{1,2}[.)]\s{0,2})?$/;
const HEADING_END = /^ {0,2}\r?(?:\n|$)/;

/** Whether the word labels the line it stands at the start of, or is a heading by itself. */
export function isLabel(word: string, before: string, after: string): boolean {
  return (
    word.length <= LONGEST_LABEL &&
    LABELS.has(word.toLowerCase()) &&
    ((LINE_START.test(before) && LABEL_END.test(after)) ||
      (HEADING_START.test(before) && HEADING_END.test(after)))
  );
}

function formOf(word: string, before: string, after: string): LatinForm {
  if (word.length === 1) return 'letter';
  if (isLabel(word, before, after)) return 'label';
  if (ALL_CAPITALS.test(word)) return 'capitals';
  if (MARKUP.has(before.charAt(before.length - 1)) && INITIAL_BEFORE.test(before)) return 'capital';
  return NAME_LIKE.test(word) ? 'capital' : 'small';
}

/** Code units before and after a word that its exemption can depend on. */
const CONTEXT_BEFORE = 24;
const CONTEXT_AFTER = 8;

/** The words of `text` between `start` and `end`, in order. `script` is the language's own. */
export function latinWords(
  text: string,
  start: number,
  end: number,
  script: ScriptCode | undefined,
): LatinWord[] {
  const own = GOES_ON.get(script ?? '');
  const words: LatinWord[] = [];
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const [word] = match;
    const from = start + match.index;
    const to = from + word.length;
    const before = text.slice(Math.max(0, from - CONTEXT_BEFORE), from);
    const after = text.slice(to, to + CONTEXT_AFTER);
    words.push({
      kind: 'word',
      script: 'Latn',
      start: from,
      end: to,
      text: word,
      form: formOf(word, before, after),
      fused: isFused(word, before, after, own),
      before,
      after,
    });
  }
  return words;
}

/** What two words that stand side by side may have between them: two of white space, comma, semicolon. */
const BESIDE = /^[ \t,;]{0,2}$/;
/** A number as well, in a phrase: "quelques 3rd-party tools", "calcium-48 with". */
export const BESIDE_NUMBER = /^(?:[ \t,;]{0,2}|[ -]?\d{1,4}[ -]?)$/;
const LONGEST_BETWEEN = 6;

/** Whether two words stand side by side. */
export function areBeside(
  text: string,
  left: { readonly end: number } | undefined,
  right: { readonly start: number } | undefined,
  between = BESIDE,
): boolean {
  if (left === undefined || right === undefined || right.start - left.end > LONGEST_BETWEEN) return false;
  return between.test(text.slice(left.end, right.start));
}
