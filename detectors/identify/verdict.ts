/** In which language a segment is, as far as it can be told. */

import { allLanguages } from '../languages/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag } from '../types.js';
import { bearsOut, isEnglishText, settledBy } from './evidence.js';
import { countFunctionWords, type FunctionWords, isPlain } from './function-words.js';
import { CALIBRATED, type Identifier } from './identifier.js';
import { plainOf, type Segment } from './segments.js';
import { wordingOf } from './wording.js';

/** The language asked for, another one, or nothing that could be told. */
export type Verdict =
  | { readonly kind: 'own' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'other'; readonly language: LanguageTag };

/** A verdict, with how sure an identifier is of another language. */
type Told =
  | Exclude<Verdict, { readonly kind: 'other' }>
  | (Extract<Verdict, { kind: 'other' }> & { readonly probability: number });

const OWN: { readonly kind: 'own' } = { kind: 'own' };
const UNKNOWN: { readonly kind: 'unknown' } = { kind: 'unknown' };

/** Fewer words than this are a name as often as a sentence: the identification abstains. */
const LEAST_WORDS = 5;
/** From here on down, a shorter line is told only by function words of the other language as well. */
const LEAST_SHORT = 3;

/** Probability that is enough where the line's function words say the same beyond doubt. */
const BORNE_OUT = 0.35;

/** And that it takes where the line has function words of the language asked for, and none of another. */
const GAINSAID = 0.8;

/** From this probability on a line of any length passes for one in the language asked for. */
const LEANING = 0.5;

/** Code units of a sentence that are asked about: what follows changes hardly an answer, and costs as much. */
const HEAD = 200;

/** The first words of `plain`. */
function head(plain: string): string {
  if (plain.length <= HEAD) return plain;
  const space = plain.lastIndexOf(' ', HEAD);
  return plain.slice(0, space > 0 ? space : HEAD);
}

/** Letters of languages in Latin script that hardly another one is written with; a quarter of a sentence's words have one. */
const MARKS: ReadonlyMap<LanguageTag, RegExp> = new Map(
  allLanguages.flatMap(({ tag, marks }) =>
    marks === undefined ? [] : [[tag, new RegExp(`[${marks}]`, 'iu')] as const],
  ),
);
const KNOWN_BY = { words: 2, share: 1 / 4 } as const;

function isKnownByMarks(plain: string, language: LanguageTag, words: number): boolean {
  const marks = MARKS.get(language);
  if (marks === undefined) return false;
  const marked = plain.split(' ').filter((word) => marks.test(word)).length;
  return marked >= KNOWN_BY.words && marked >= KNOWN_BY.share * words;
}

export interface Asked {
  readonly language: LanguageTag;
  /** Languages so close that they pass for it. */
  readonly close: readonly LanguageTag[];
  readonly identifier: Identifier;
}

/** What an identifier makes of a segment in lower case without Markdown, by whose function words `counts` it is not settled. */
function identified(plain: string, { language, close, identifier }: Asked, counts: FunctionWords): Told {
  const own = primaryLanguage(language);
  const { words } = counts;
  if (isKnownByMarks(plain, own, words)) return OWN;
  if (words < LEAST_SHORT || (words < LEAST_WORDS && (counts.others === 0 || counts.own > 0))) return UNKNOWN;
  const guesses = identifier.identify(head(plain));
  const [best] = guesses;
  if (best === undefined) return UNKNOWN;
  const first = primaryLanguage(best.language);
  if (first === own || close.includes(first)) return OWN;
  const { calibrated, ...trust } = identifier.trust ?? CALIBRATED;
  const mine = guesses.find((guess) => primaryLanguage(guess.language) === own)?.probability ?? 0;
  const isGainsaid = calibrated && counts.own > 0 && counts.others === 0;
  const needed = isGainsaid ? GAINSAID : words < LEAST_WORDS ? trust.short : trust.other;
  if (mine > trust.own) return UNKNOWN;
  if (best.probability < needed) {
    const isBorneOut =
      calibrated &&
      counts.own === 0 &&
      best.probability >= BORNE_OUT &&
      isPlain(countFunctionWords(plain, first));
    if (!isBorneOut) return UNKNOWN;
  }
  if (!calibrated && counts.others <= counts.own) return UNKNOWN;
  return { kind: 'other', language: best.language, probability: best.probability };
}

/** `plain` is a segment in lower case without Markdown. */
export function verdictOf(plain: string, asked: Asked): Verdict {
  const own = primaryLanguage(asked.language);
  if (asked.identifier.knows?.(own) === false) return UNKNOWN;
  const counts = countFunctionWords(plain, own, asked.close);
  return isPlain(counts) ? OWN : identified(plain, asked, counts);
}

/** {@link verdictOf} of a segment in Latin script as it is written: another language has to be borne out by its words. */
export function latinVerdict(written: string, asked: Asked): Verdict {
  return latinVerdictIn(written, 0, written.length, () => written, asked);
}

/** {@link latinVerdict} of a segment of a text. Most are settled where they stand, by function words. */
export function segmentVerdict(text: string, segment: Segment, asked: Asked): Verdict {
  return latinVerdictIn(text, segment.start, segment.end, () => segment.written, asked);
}

function latinVerdictIn(text: string, from: number, to: number, write: () => string, asked: Asked): Verdict {
  const own = primaryLanguage(asked.language);
  if (asked.identifier.knows?.(own) === false) return UNKNOWN;
  const counts = countFunctionWords(text, own, asked.close, from, to);
  if (isPlain(counts)) return OWN;
  // One word is in no language, and no two are told either.
  if (counts.words < LEAST_SHORT - 1) return UNKNOWN;
  const written = write();
  if (isKnownByMarks(written, own, counts.words)) return OWN;
  const wording = wordingOf(written);
  if (!wording.isText) return UNKNOWN;
  const settled = settledBy(wording, own, asked.close);
  if (settled !== undefined) return { kind: 'other', language: settled };
  if (own === 'en' && isEnglishText(wording)) return OWN;
  const told = identified(plainOf(written), asked, counts);
  if (told.kind !== 'other') return told;
  return bearsOut(wording, own, primaryLanguage(told.language), told.probability) ? told : UNKNOWN;
}

const LETTER = /\p{L}/u;

/** Whether a segment too short or odd for a verdict would be in the language asked for. Nothing is found by it: it only acquits. */
export function leansOwn(plain: string, { language, close, identifier }: Asked): boolean {
  const [best] = LETTER.test(plain) ? identifier.identify(plain) : [];
  if (best === undefined || best.probability < LEANING) return false;
  const first = primaryLanguage(best.language);
  return first === primaryLanguage(language) || close.includes(first);
}
