/**
 * The Language Confusion Benchmark's judgement of one response (Marchisio et al., Understanding and mitigating language
 * confusion in LLMs, EMNLP 2024, arXiv 2406.20052), as its published code takes it.
 */

import type { Identifier } from '../identify/index.js';
import { likelyScript } from '../policy/index.js';
import { localeOf } from '../tags.js';
import type { LanguageTag } from '../types.js';
import { lcbLines, lcbWords } from './lcb-text.js';

/** Lines with fewer words are not judged. */
const LEAST_WORDS = 5;

/** A guess must be more probable than this; below it a line is in no language, and so not in the right one. */
const LEAST_PROBABILITY = 0.3;

/** English words count that have more letters than this. */
const SHORT = 3;

export interface LcbOptions {
  /** The benchmark's own is fastText's lid.176. */
  readonly identifier: Identifier;
  /** What {@link englishWords} made of a word list; without it the word level is not judged. */
  readonly words?: ReadonlySet<string>;
}

/** What a response came to. */
export interface LcbResult {
  /** `fail` with a judged line that is not in the language asked for; `skipped` without any line long enough to be judged. */
  readonly line: 'pass' | 'fail' | 'skipped';
  /**
   * `fail` with an English word in a judged line; `skipped` where the lines are skipped or have failed; `not-applicable`
   * for languages in Latin script, or without a word list.
   */
  readonly word: 'pass' | 'fail' | 'skipped' | 'not-applicable';
  /** Share of the judged lines that are in the language asked for, 0..1; null where skipped. */
  readonly lineAccuracy: number | null;
}

/** The words of a list, one a line, that the benchmark looks for: in lower case, of more than three letters. */
export function englishWords(list: string): ReadonlySet<string> {
  const words = list.split('\n').map((word) => word.trim());
  return new Set(
    words.filter(
      (word) => [...word].length > SHORT && word === word.toLowerCase() && word !== word.toUpperCase(),
    ),
  );
}

interface Asked {
  /** Primary subtag: `zh` for `zh-Hant`, since lid.176 tells no script apart. */
  readonly language: LanguageTag;
  readonly latin: boolean;
}

const known = new Map<LanguageTag, Asked>();

/** Languages by their likely script in CLDR; for a malformed tag, as if it were in Latin script. */
function asked(tag: LanguageTag): Asked {
  let found = known.get(tag);
  if (found === undefined) {
    const locale = localeOf(tag);
    const script = locale && (locale.script ?? likelyScript(locale.language, locale));
    found = { language: locale?.language ?? tag, latin: script === undefined || script === 'Latn' };
    known.set(tag, found);
  }
  return found;
}

function isLongEnough(line: string, language: LanguageTag): boolean {
  let words = 0;
  for (const _ of lcbWords(line, language)) if (++words === LEAST_WORDS) return true;
  return false;
}

function isIn(line: string, language: LanguageTag, identifier: Identifier): boolean {
  const guess = identifier.identify(line)[0];
  return guess !== undefined && guess.language === language && guess.probability > LEAST_PROBABILITY;
}

/** All words of such a list are in lower case: a line without a lower-case letter needs no cutting. */
const LOWER = /\p{Lowercase}/u;

function hasWordOf(words: ReadonlySet<string>, line: string, language: LanguageTag): boolean {
  if (!LOWER.test(line)) return false;
  for (const word of lcbWords(line, language)) if (words.has(word)) return true;
  return false;
}

/**
 * Judges a response that should be in `language` (BCP 47) line by line, then word by word. The words of languages in Latin
 * script are not judged, as in the benchmark: English words are theirs too.
 */
export function lcbResponse(
  response: string,
  language: LanguageTag,
  { identifier, words }: LcbOptions,
): LcbResult {
  const { language: own, latin } = asked(language);
  const applicable = words !== undefined && !latin;
  const unjudged = applicable ? 'skipped' : 'not-applicable';
  const lines = lcbLines(response).filter((line) => isLongEnough(line, own));
  if (lines.length === 0) return { line: 'skipped', word: unjudged, lineAccuracy: null };
  const right = lines.reduce((sum, line) => sum + (isIn(line, own, identifier) ? 1 : 0), 0);
  const lineAccuracy = right / lines.length;
  if (right < lines.length) return { line: 'fail', word: unjudged, lineAccuracy };
  if (!applicable) return { line: 'pass', word: 'not-applicable', lineAccuracy };
  const word = lines.some((line) => hasWordOf(words, line, own)) ? 'fail' : 'pass';
  return { line: 'pass', word, lineAccuracy };
}
