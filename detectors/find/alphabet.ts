/**
 * Languages that share a script other than Latin: Ukrainian in Russian, Urdu in Arabic. Only text with letters that the language
 * is not written with is looked at: a line of it is asked about, a word with such a letter is foreign by itself.
 */

import { type Segment, segmentsOf, verdictOf } from '../language/index.js';
import type { Policy } from '../policy/index.js';
import type { ExemptionName, LanguageTag, WrongLanguage } from '../types.js';
import type { Span } from './letters.js';
import { addExemption, addFinding, codeAt, glossAt, type Pass, unlessDisabled } from './pass.js';

/** Code units from which on a text without the language's own letters is asked about. */
const LACKING_FROM = 60;

/** Code units of it that are. */
const WHOLE = 1000;

/** Share of the letters that must stand in lines of another language for the text to be in it. */
const WRONG = 0.6;

const WORD = /[\p{L}\p{M}\u200c]+/gu;

/** Languages of the same script, as far as an identifier tells them. */
const SIBLINGS: readonly ReadonlySet<LanguageTag>[] = [
  'ar arz fa ur ps ckb sd ug pnb azb',
  'ru uk be bg sr mk kk ky tg mn tt ba',
  'hi mr ne bho mai sa',
  'bn as',
  'he yi',
].map((list) => new Set(list.split(' ')));

const base = (tag: LanguageTag): LanguageTag => tag.split('-', 1)[0] ?? tag;

function areSiblings(left: LanguageTag, right: LanguageTag): boolean {
  return SIBLINGS.some((set) => set.has(base(left)) && set.has(base(right)));
}

interface Word extends Span {
  /** True with a letter that is foreign by itself. */
  readonly foreign: boolean;
}

/** The words between `start` and `end` that hold a letter of `letters`. */
function markedWords(text: string, start: number, end: number, letters: Letters): Word[] {
  const words: Word[] = [];
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const [word] = match;
    if (!letters.any.test(word)) continue;
    const from = start + match.index;
    words.push({ start: from, end: from + word.length, foreign: letters.foreign?.test(word) ?? false });
  }
  return words;
}

interface Letters {
  readonly any: RegExp;
  readonly foreign: RegExp | undefined;
  readonly own: RegExp | undefined;
}

const compiled = new WeakMap<NonNullable<Policy['letters']>, Letters>();

function lettersOf(letters: NonNullable<Policy['letters']>): Letters {
  const anyOf = (list: string): RegExp | undefined =>
    list === '' ? undefined : new RegExp(`[${list}]`, 'u');
  let known = compiled.get(letters);
  if (known === undefined) {
    const { foreign, telling, own = '' } = letters;
    known = { any: new RegExp(`[${foreign}${telling}]`, 'u'), foreign: anyOf(foreign), own: anyOf(own) };
    compiled.set(letters, known);
  }
  return known;
}

/** Whether the text holds a letter that the language is not written with. */
export function hasOtherLetters(text: string, { letters }: Policy): boolean {
  return letters !== undefined && lettersOf(letters).any.test(text);
}

/** The language of a text that lacks the letters of the one asked for: Persian where Urdu was. */
function lackingLanguage({ text, policy, identifier }: Pass, letters: Letters): LanguageTag | undefined {
  if (text.length < LACKING_FROM || letters.own === undefined || letters.own.test(text)) return undefined;
  const plain = text.slice(0, WHOLE).replaceAll('\n', ' ').toLowerCase();
  const verdict = verdictOf(plain, { language: policy.language, close: policy.close, identifier });
  return verdict.kind === 'other' && areSiblings(verdict.language, policy.language)
    ? verdict.language
    : undefined;
}

const OPENING = /["“„«‘]/;
const CLOSING = /["”“»’]/;

function exempt(pass: Pass, span: Span): ExemptionName | null {
  const { text, prompt } = pass;
  const place = codeAt(pass, span.start) ?? glossAt(pass, span.start)?.reason;
  if (place !== undefined) return unlessDisabled(pass, place);
  if (OPENING.test(text[span.start - 1] ?? '') && CLOSING.test(text[span.end] ?? ''))
    return unlessDisabled(pass, 'quotation');
  return unlessDisabled(pass, prompt.hasPassage(text.slice(span.start, span.end)) ? 'prompt' : null);
}

/**
 * Findings of kind `line` for segments in another language of the script, of kind `word` for single words with a letter that the
 * language is not written with. Where most of the text is in another language it returns that, and adds nothing.
 */
export function alphabetFindings(pass: Pass): WrongLanguage | null {
  const { text, policy, identifier } = pass;
  if (policy.letters === undefined) return null;
  const letters = lettersOf(policy.letters);
  const script = policy.scripts[0] ?? 'Zyyy';
  const lacking = lackingLanguage(pass, letters);
  if (lacking !== undefined) return { script, language: lacking, share: 1 };
  if (!hasOtherLetters(text, policy)) return null;
  const asked = { language: policy.language, close: policy.close, identifier };
  const lines: { readonly segment: Segment; readonly language: LanguageTag }[] = [];
  const words: Word[] = [];
  let all = 0;
  let other = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (const segment of segmentsOf(text, start, end)) {
      all += segment.plain.length;
      const marked = markedWords(text, segment.start, segment.end, letters);
      const verdict = marked.length === 0 ? undefined : verdictOf(segment.plain, asked);
      if (verdict?.kind === 'other' && areSiblings(verdict.language, policy.language)) {
        lines.push({ segment, language: verdict.language });
        other += segment.plain.length;
      } else for (const word of marked) if (word.foreign) words.push(word);
    }
    start = end + 1;
  }
  const first = lines[0];
  if (first !== undefined && other >= WRONG * all)
    return { script, language: first.language, share: other / all };
  for (const { segment, language } of lines) {
    const reason = exempt(pass, segment);
    if (reason === null) addFinding(pass, segment, 'line', script, language);
    else addExemption(pass, segment, reason);
  }
  for (const word of words) {
    const reason = exempt(pass, word);
    if (reason === null) addFinding(pass, word, 'word', script);
    else addExemption(pass, word, reason);
  }
  return null;
}
