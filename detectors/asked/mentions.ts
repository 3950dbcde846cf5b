/** Where a prompt names languages and scripts: by their names in CLDR and some more, in the language of the answer and in English. */

import { escaped } from '../escaped.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, Span } from '../types.js';
import { lowerCased, UNSPACED_LETTER } from '../unicode/index.js';
import { LANGUAGE_NAMES, NAMED } from './language-names.generated.js';
import { languageFile } from './words.js';

/** A place where a text names a language. */
export interface Mention extends Span {
  /** The language, or `und-Cyrl` for a script. */
  readonly language: LanguageTag;
  /** The language that the name is in. */
  readonly display: LanguageTag;
  /** Where the part of the name ends that no case changes. */
  readonly stemEnd: number;
}

/** A name, or what of it no case changes, in small letters, with the language that it names. */
interface Name {
  readonly part: string;
  readonly language: LanguageTag;
  readonly display: LanguageTag;
  /** The part as the text must have it, where capitals tell it from another word. */
  readonly exact?: string;
}

/** Names by their first letters, and what finds where one may stand. */
interface Names {
  readonly byBeginning: ReadonlyMap<string, readonly Name[]>;
  readonly any: RegExp;
}

const named = NAMED.split(' ');

/** Names of one letter are found in other words. */
const SHORTEST = 2;

/** Languages in which cases change the end of a language's name itself; elsewhere they are put behind it, or are none. */
const INFLECTED: ReadonlySet<LanguageTag> = new Set('cs el es it pl pt ro ru uk bn ta te'.split(' '));
const SHORT = 6;
const ENDING = 2;

/** A name without the letters that its cases change. */
const stemOf = (name: string, display: LanguageTag): string =>
  !INFLECTED.has(display) || name.length <= SHORT ? name : name.slice(0, name.length - ENDING);

/** Names that are other words in small letters. */
const CASED: ReadonlySet<string> = new Set(['Polish']);

/** Chinese calls a language by either ending, Japanese its letters by the name of the country. */
function derived(name: string, display: LanguageTag): readonly string[] {
  if (display.startsWith('zh')) return name.endsWith('语') ? [name, `${name.slice(0, -1)}文`] : [name];
  if (display === 'ja' && name.endsWith('語')) return [name, `${name.slice(0, -1)}文字`];
  return [name];
}

function indexed(names: readonly Name[]): Names {
  const byBeginning = new Map<string, Name[]>();
  for (const name of names) {
    const beginning = name.part.slice(0, SHORTEST);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), name]);
  }
  // What begins alike stands together: then the engine compares it once.
  const parts = [...new Set(names.map(({ part }) => part))].sort();
  return { byBeginning, any: new RegExp(parts.map(escaped).join('|'), 'g') };
}

/** Names in one language. What a case may leave of a name is the beginning of other words too: it counts only as it is written. */
function namesIn(display: LanguageTag): readonly Name[] {
  const listed = (LANGUAGE_NAMES[display] ?? '')
    .split('|')
    .flatMap((name, i) => derived(name, display).map((written) => ({ written, language: named[i] ?? '' })));
  // What a language of another script calls itself is read in any other: "reply in 日本語".
  const own = Object.entries(LANGUAGE_NAMES).flatMap(([language, names]) => {
    const written = names.split('|')[named.indexOf(language)] ?? '';
    return primaryLanguage(display) === primaryLanguage(language) ||
      /[\p{Script=Latin}\p{Script=Thai}]/u.test(written)
      ? []
      : [{ language, written }];
  });
  const further = (languageFile(display)?.callsOthers ?? '').split(' ').map((entry) => {
    const colon = entry.indexOf(':');
    return { language: entry.slice(0, colon), written: entry.slice(colon + 1).replaceAll('_', ' ') };
  });
  const all = [...listed, ...own, ...further].filter(
    ({ language, written }) => language !== '' && written.length >= SHORTEST,
  );
  const whole = all
    .filter(({ written }) => !CASED.has(written))
    .map(({ written, language }) => ({ part: lowerCased(written), language, display }));
  const exact = all.flatMap(({ written, language }) => {
    const stem = stemOf(written, display);
    return CASED.has(written) || stem !== written
      ? [{ part: lowerCased(stem), language, display, exact: stem }]
      : [];
  });
  return [...whole, ...exact];
}

const namesOf = new Map<string, Names>();

function namesInAny(displays: readonly LanguageTag[]): Names {
  const key = displays.join(' ');
  let known = namesOf.get(key);
  if (known === undefined) {
    known = indexed(displays.flatMap(namesIn));
    namesOf.set(key, known);
  }
  return known;
}

/** Letters and marks of scripts that set words apart. */
const SPACED = `[[\\p{L}\\p{M}]--${UNSPACED_LETTER.source}]`;
const LETTER = new RegExp(SPACED, 'v');
const LETTERS_AFTER = new RegExp(`^${SPACED}*`, 'v');

/** Articles and prepositions that Arabic and Hebrew write in one with the word: بالروسية. */
const PROCLITIC = /(?:^|[^\p{L}\p{M}])(?:[وفبكل]{1,2}|[הבכלמשו]{1,2})$/u;

/** Thai sets no words apart: a name stands there alone or behind "language", "script", "letters". */
const THAI = /\p{Script=Thai}$/u;
const THAI_BEFORE = /(?:ภาษา|อักษร|ตัวหนังสือ|คำ)$/u;

/** Letters that a name may have behind it as a case: русск-ими. In English it has none: Thailand is none. */
const LONGEST_ENDING = 4;
/** In scripts that write an ending of a syllable or two with its marks. */
const LONGEST_INDIC = 8;
const INDIC = /[\p{Script=Tamil}\p{Script=Telugu}\p{Script=Bengali}]$/u;

function longestEnding(name: string, display: LanguageTag): number {
  if (display === 'en') return 0;
  return INDIC.test(name) ? LONGEST_INDIC : LONGEST_ENDING;
}

/** Longest context of a name that is looked at, in code units. */
const CONTEXT = 12;

const eras = new Map<LanguageTag, RegExp | undefined>();

/** Letters right before a name that make an older language of it: древне-греческий. */
function eraBefore(before: string, display: LanguageTag): number {
  if (!eras.has(display)) {
    const known = languageFile(display)?.asks.eras?.replaceAll(' ', '|');
    eras.set(display, known ? new RegExp(`(?<!\\p{L})(?:${known})$`, 'iu') : undefined);
  }
  return eras.get(display)?.exec(before)?.[0].length ?? 0;
}

/** The word that the name at `start` is, or is a case of; undefined where it is part of another word. */
function wordAt(text: string, start: number, end: number, display: LanguageTag): Span | undefined {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const last = text[start - 1] ?? '';
  const name = text.slice(start, end);
  if (THAI.test(name)) return !THAI.test(last) || THAI_BEFORE.test(before) ? { start, end } : undefined;
  if (!LETTER.test(name[0] ?? '')) return { start, end };
  const era = LETTER.test(last) && !PROCLITIC.test(before) ? eraBefore(before, display) : 0;
  if (LETTER.test(last) && !PROCLITIC.test(before) && era === 0) return undefined;
  const ending = LETTERS_AFTER.exec(text.slice(end, end + 2 * CONTEXT))?.[0] ?? '';
  return ending.length <= longestEnding(name, display)
    ? { start: start - era, end: end + ending.length }
    : undefined;
}

/** Languages in which prompts name others: that of the answer, and English. */
export const displaysOf = (own: LanguageTag): readonly LanguageTag[] => [
  ...new Set([own in LANGUAGE_NAMES ? own : primaryLanguage(own), 'en']),
];

const NONE: readonly Name[] = [];

/** All places where `text` names a language in one of `displays`, in order; of several at one place the longest names. */
export function mentionsIn(text: string, displays: readonly LanguageTag[]): readonly Mention[] {
  const found = new Map<number, Mention[]>();
  const take = (at: number, { part, language, display, exact }: Name): void => {
    if (exact !== undefined && !text.startsWith(exact, at)) return;
    const stemEnd = at + part.length;
    const longest = found.get(at)?.[0]?.stemEnd ?? 0;
    if (stemEnd < longest) return;
    const word = wordAt(text, at, stemEnd, display);
    if (word === undefined) return;
    const mention = { ...word, language, display, stemEnd };
    found.set(at, stemEnd > longest ? [mention] : [...(found.get(at) ?? []), mention]);
  };
  const { byBeginning, any } = namesInAny(displays);
  const lower = lowerCased(text);
  any.lastIndex = 0;
  for (let match = any.exec(lower); match !== null; match = any.exec(lower)) {
    const at = match.index;
    for (const name of byBeginning.get(lower.slice(at, at + SHORTEST)) ?? NONE)
      if (lower.startsWith(name.part, at)) take(at, name);
    any.lastIndex = at + 1;
  }
  return [...found.values()].flat().sort((a, b) => a.start - b.start || a.end - b.end);
}
