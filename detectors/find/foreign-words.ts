/**
 * Words of another language where Latin script is the language's own: different ones side by side that another language has and this one
 * has not, an ordinary word of English among its own, a label that was left untranslated.
 */

import { closeTo } from '../languages/index.js';
import type { Scene } from '../scene.js';
import { startsSentence } from '../sentence-start.js';
import { spanAt, union } from '../spans.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, Span } from '../types.js';
import {
  foreignAloneIn,
  isFunctionWordAnywhere,
  languagesHardlyWith,
  languagesWith,
  lexiconBit,
  lexiconLanguages,
} from '../words/index.js';
import type { ForeignWords } from './candidate.js';
import { isLabel } from './latin-word.js';
import { type NumberedWords, numberedWords } from './numbered-words.js';

/** Different words that make a stretch one of another language; English cites foreign phrases of two by the hundred. */
const FOREIGN = 2;
const DOUBTFUL = 1;
const LEAST = 2 * FOREIGN;
const LEAST_IN_ENGLISH = 3 * FOREIGN;

const ENGLISH = lexiconBit('en');
/** Its nouns have a capital, and are more than any list. */
const GERMAN = lexiconBit('de');
const CAPITAL = /^\p{Lu}\p{Ll}/u;

/** Shortest word beside another that says that both are of a term: shorter ones stand everywhere. */
const SHORTEST_BESIDE = 4;

/** What may stand between two words of a stretch: a space or two, with marks of emphasis; a hyphen or an apostrophe; a comma. */
const BETWEEN = /^(?:[ \u00a0*_]{1,4}|[-‐‑'’]|, )$/u;
const HYPHEN = /^[-‐‑'’]$/u;
const LONGEST_BETWEEN = 4;

/** What stands in no word of running text: parts of paths, addresses, options, commands and variables that a sign begins (:help, .gitignore, $path). */
const NO_WORD = /^["'“”„»«‘’‚›‹(]?(?:--?|:!?|[.$%&~+?!])\p{L}|[\d/\\_@#=<>{}[\]|]|\p{L}[.:]\p{L}/u;
/** Code units that are looked at on either side. */
const CHUNK = 24;

const CONTEXT_BEFORE = 24;
const CONTEXT_AFTER = 24;

const known = new Map<LanguageTag, number>();

/** The bits of a language and of those so close that a line in one of them is none in another. */
function ownBits(language: LanguageTag): number {
  let bits = known.get(language);
  if (bits === undefined) {
    const own = primaryLanguage(language);
    bits = closeTo(own).reduce((sum, close) => sum | lexiconBit(close), lexiconBit(own));
    known.set(language, bits);
  }
  return bits;
}

/** What stands between white space around a word, as far as it can tell a path from a word. */
function chunkAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - CHUNK), start);
  const after = text.slice(end, end + CHUNK);
  return before.slice(before.search(/\S*$/)) + text.slice(start, end) + after.slice(0, after.search(/\s|$/));
}

/** Tells which words of a text are of another language. */
class ForeignWordFinder {
  readonly #text: string;
  readonly #damage: readonly Span[];
  readonly #words: NumberedWords;
  readonly #own: number;
  readonly #asked: number;
  readonly #found: ForeignWords[] = [];

  constructor({ text, damage, policy: { language } }: Scene, words: NumberedWords) {
    this.#text = text;
    this.#damage = damage;
    this.#words = words;
    this.#own = ownBits(language);
    this.#asked = lexiconBit(language);
  }

  find(): readonly ForeignWords[] {
    const { length, numbers } = this.#words;
    for (let i = 0; i < length; ) {
      if (this.#evidence(numbers[i] as number) === 0) i++;
      else i = this.#stretch(i);
    }
    return this.#found;
  }

  #span(i: number): Span {
    return { start: this.#words.starts[i] as number, end: this.#words.ends[i] as number };
  }

  #has(i: number): number {
    return languagesWith(this.#words.numbers[i] as number);
  }

  #isCapital(i: number): boolean {
    return CAPITAL.test(this.#text.slice(this.#words.starts[i], this.#words.ends[i]));
  }

  /** What stands between a word and the one before it, where they stand side by side. */
  #between(i: number): string | undefined {
    if (i <= 0 || i >= this.#words.length) return undefined;
    const from = this.#words.ends[i - 1] as number;
    const to = this.#words.starts[i] as number;
    if (to - from > LONGEST_BETWEEN) return undefined;
    const between = this.#text.slice(from, to);
    return BETWEEN.test(between) ? between : undefined;
  }

  /** How much a word says for another language: all that one can, half of it where the language hardly has it, or nothing. */
  #evidence(number: number): number {
    const has = languagesWith(number);
    if (has === 0) return 0;
    const own = has & this.#own;
    if (own === 0) return FOREIGN;
    const isElsewhere = has !== own;
    return isElsewhere && (own & ~languagesHardlyWith(number)) === 0 ? DOUBTFUL : 0;
  }

  /** Whether a word has damage right beside it, and so is the rest of one. */
  #isBroken({ start, end }: Span): boolean {
    if (this.#damage.length === 0) return false;
    return spanAt(this.#damage, start - 1) !== undefined || spanAt(this.#damage, end) !== undefined;
  }

  /**
   * A word in small letters, or one of the commonest that begins a sentence, that is whole: not in a path, not the last one of a text that
   * was cut off.
   */
  #isOrdinary(i: number): boolean {
    const span = this.#span(i);
    const word = this.#text.slice(span.start, span.end);
    const lower = word.toLowerCase();
    const isWord =
      word === lower || (isFunctionWordAnywhere(lower) && startsSentence(this.#text, span.start));
    if (!isWord || span.end === this.#text.length || this.#isBroken(span)) return false;
    return !NO_WORD.test(chunkAround(this.#text, span));
  }

  /** The stretch that begins at a foreign word: on to the last foreign one that a language has with all between. Returns the word behind it. */
  #stretch(first: number): number {
    let last = first;
    let all = this.#has(first);
    let shared = all;
    for (let i = first + 1; i < this.#words.length; i++) {
      const between = this.#between(i);
      if (between === undefined) break;
      const { start, end } = this.#span(i);
      // a, I, y are words of many languages, and listed for none.
      if (end - start > 1) {
        all &= this.#has(i) || (this.#isCapital(i) ? GERMAN : 0);
        if ((all & ~this.#own) === 0) break;
        if (this.#evidence(this.#words.numbers[i] as number) === 0) continue;
        last = i;
        shared = all;
      }
    }
    this.#judge(first, last, shared);
    return last + 1;
  }

  #judge(first: number, last: number, languages: number): void {
    const { start } = this.#span(first);
    const { end } = this.#span(last);
    const words = new Map<string, number>();
    let unit = '';
    for (let i = first; i <= last; i++) {
      if (i > first && !HYPHEN.test(this.#between(i) as string)) unit = '';
      const evidence = this.#evidence(this.#words.numbers[i] as number);
      if (evidence === 0 || !this.#isOrdinary(i)) continue;
      // What a hyphen joins is one word: long-term, start-up.
      if (unit !== '') continue;
      unit = this.#text.slice(this.#words.starts[i], this.#words.ends[i]).toLowerCase();
      words.set(unit, evidence);
    }
    const least = this.#asked === ENGLISH ? LEAST_IN_ENGLISH : LEAST;
    const text = this.#text.slice(start, end);
    const before = this.#text.slice(Math.max(0, start - CONTEXT_BEFORE), start);
    const after = this.#text.slice(end, end + CONTEXT_AFTER);
    const isLabelled = first === last && isLabel(text, before, after);
    if (isLabelled) words.set(text.toLowerCase(), FOREIGN);
    const hasForeign = [...words.values()].includes(FOREIGN);
    const isByItself = isLabelled || (first === last && words.size > 0 && this.#isAlone(first));
    const evidence = [...words.values()].reduce((sum, one) => sum + one, 0);
    if (!isByItself && (evidence < least || !hasForeign)) return;
    this.#found.push({
      kind: 'word',
      form: 'foreign',
      script: 'Latn',
      start,
      end,
      text,
      languages: lexiconLanguages(languages & ~this.#own),
      words: [...words.keys()],
      before,
      after,
    });
  }

  /** Whether a word of English stands by itself among words of the language: beside another one of English it is part of a term. */
  #isAlone(i: number): boolean {
    const number = this.#words.numbers[i] as number;
    if ((foreignAloneIn(number) & this.#asked) === 0) return false;
    return !this.#isOfTerm(i, i - 1, this.#between(i)) && !this.#isOfTerm(i, i + 1, this.#between(i + 1));
  }

  #isOfTerm(i: number, beside: number, between: string | undefined): boolean {
    if (between === undefined) return false;
    if (HYPHEN.test(between)) return true;
    const { start, end } = this.#span(beside);
    const isName =
      beside < i && /\p{Lu}/u.test(this.#text.charAt(start)) && this.#between(beside) !== undefined;
    return isName || (end - start >= SHORTEST_BESIDE && (this.#has(beside) & ENGLISH) !== 0);
  }
}

/** The words of other languages in a text, outside `lines` in them, in order; none in a language that the lexicon does not know. */
export function foreignWords(scene: Scene, lines: readonly Span[]): readonly ForeignWords[] {
  const { text, policy, zones } = scene;
  if (lexiconBit(policy.language) === 0) return [];
  return new ForeignWordFinder(scene, numberedWords(text, union(zones, lines))).find();
}
