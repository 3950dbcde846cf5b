/**
 * Languages that share a script other than Latin: Ukrainian in Russian, Urdu in Arabic. Only text with letters that the language
 * is not written with, or with words that tell another one, is looked at: a line of it is asked about, a word with such a letter is
 * foreign by itself, and so are such words side by side.
 */

import { areSiblings, segmentsOf, verdictOf } from '../identify/index.js';
import type { Policy } from '../policy/index.js';
import type { ForeignLine, MainLanguage, MarkedSpan, Scene } from '../scene.js';
import { spanAt } from '../spans.js';
import type { LanguageTag, Span } from '../types.js';

/** Code units from which on a text without the language's own letters is asked about. */
const LACKING_FROM = 60;

/** Code units of it that are. */
const WHOLE = 1000;

/** Words that tell another language, side by side, from which on their line is asked about without a telling letter. */
const LINE_TELLING = 3;

/** Share of the letters that must stand in lines of another language for the text to be in it. */
const WRONG = 0.6;

const WORD = /[\p{L}\p{M}\u200c]+/gu;

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

/** The words of a stretch that hold a letter of `any`, those that are foreign by themselves told from the others. */
function markedWords(
  text: string,
  { start, end }: Span,
  { any, foreign }: Letters,
): (Span & { readonly foreign: boolean })[] {
  return Array.from(text.slice(start, end).matchAll(WORD)).flatMap(({ 0: word, index }) => {
    if (!any.test(word)) return [];
    const from = start + index;
    return [{ start: from, end: from + word.length, foreign: foreign?.test(word) ?? false }];
  });
}

/** The language of a text that lacks the letters of the one asked for: Persian where Urdu was. */
function lackingLanguage({ text, policy, identifier }: Scene, { own }: Letters): LanguageTag | undefined {
  if (text.length < LACKING_FROM || own === undefined || own.test(text)) return undefined;
  const plain = text.slice(0, WHOLE).replaceAll('\n', ' ').toLowerCase();
  const verdict = verdictOf(plain, { language: policy.language, close: policy.close, identifier });
  return verdict.kind === 'other' && areSiblings(verdict.language, policy.language)
    ? verdict.language
    : undefined;
}

/** A word with a foreign letter, or a run with what it tells. */
const toMarked = (found: Span & { readonly language?: LanguageTag }): MarkedSpan => {
  const { start, end, language } = found;
  return language === undefined ? { start, end } : { start, end, language };
};

const NOTHING: MainLanguage = { wrongLanguage: null, lines: [], marked: [] };

/** Lines in another language of the script and words that are foreign; where the lines are most of the text, the language it is in. */
export function judgeAlphabet(scene: Scene): MainLanguage {
  const { text, policy, identifier } = scene;
  if (policy.letters === undefined) return NOTHING;
  const letters = lettersOf(policy.letters);
  const script = policy.scripts[0] ?? 'Zyyy';
  const lacking = lackingLanguage(scene, letters);
  if (lacking !== undefined) return { ...NOTHING, wrongLanguage: { script, language: lacking, share: 1 } };
  const { siblings } = scene;
  if (siblings.length === 0 && !hasOtherLetters(text, policy)) return NOTHING;
  const asked = { language: policy.language, close: policy.close, identifier };
  const lines: ForeignLine[] = [];
  const foreign: MarkedSpan[] = [];
  let all = 0;
  let other = 0;
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (const segment of segmentsOf(text, start, end)) {
      all += segment.plain.length;
      const marked = markedWords(text, segment, letters);
      while (next < siblings.length && (siblings[next] as Span).start < segment.start) next++;
      const from = next;
      while (next < siblings.length && (siblings[next] as Span).start < segment.end) next++;
      const runs = siblings.slice(from, next);
      const isAsked = marked.length > 0 || runs.some(({ telling }) => telling >= LINE_TELLING);
      const verdict = isAsked ? verdictOf(segment.plain, asked) : undefined;
      if (verdict?.kind === 'other' && areSiblings(verdict.language, policy.language)) {
        lines.push({ start: segment.start, end: segment.end, language: verdict.language, quoted: false });
        other += segment.plain.length;
      } else {
        const words = marked.filter((word) => word.foreign && spanAt(runs, word.start) === undefined);
        for (const one of [...runs, ...words].sort((a, b) => a.start - b.start)) foreign.push(toMarked(one));
      }
    }
    start = end + 1;
  }
  const [first] = lines;
  if (first !== undefined && other >= WRONG * all)
    return { ...NOTHING, wrongLanguage: { script, language: first.language, share: other / all } };
  return { wrongLanguage: null, lines, marked: foreign };
}
