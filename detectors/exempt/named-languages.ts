/** Where a prompt names languages and scripts: by their names in CLDR and some more, in the language of the answer and in English. */

import { primaryLanguage } from '../tags.js';
import type { LanguageTag, Span } from '../types.js';
import { UNSPACED_LETTER } from '../unicode/index.js';
import { languageFile } from './forbidding.js';
import { LANGUAGE_NAMES, NAMED } from './language-names.generated.js';

/** A place where a text names a language. */
export interface Mention extends Span {
  /** The language, or `und-Cyrl` for a script. */
  readonly language: LanguageTag;
  /** The language that the name is in. */
  readonly display: LanguageTag;
  /** Where the part of the name ends that no case changes. */
  readonly stemEnd: number;
}

/** A name, or what of it no case changes, with the language that it names. */
interface Name {
  readonly part: string;
  readonly language: LanguageTag;
}

/** Names by their first two code units. */
interface Names {
  readonly byBeginning: ReadonlyMap<number, readonly Name[]>;
  /** Not 0 where a name may begin: by far most places of a text are passed over by it alone. */
  readonly filter: Uint8Array;
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

const FILTER_SIZE = 0x10000;
const HASH = 251;

const beginning = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
const hashed = (text: string, at: number): number =>
  (text.charCodeAt(at) * HASH + text.charCodeAt(at + 1)) % FILTER_SIZE;

function indexed(names: readonly Name[]): Names {
  const byBeginning = new Map<number, Name[]>();
  const filter = new Uint8Array(FILTER_SIZE);
  for (const name of names) {
    const key = beginning(name.part, 0);
    byBeginning.set(key, [...(byBeginning.get(key) ?? []), name]);
    filter[hashed(name.part, 0)] = 1;
  }
  return { byBeginning, filter };
}

/** Names in small letters, for a text in such; and as they are written where that is not enough, for the text as it is. */
interface NamesIn {
  readonly small: Names;
  readonly written: Names;
}

const namesOf = new Map<LanguageTag, NamesIn>();

function namesIn(display: LanguageTag): NamesIn {
  let known = namesOf.get(display);
  if (known === undefined) {
    const listed = (LANGUAGE_NAMES[display] ?? '')
      .split('|')
      .flatMap((name, i) => derived(name, display).map((part) => ({ part, language: named[i] ?? '' })));
    const further = (languageFile(display)?.callsOthers ?? '').split(' ').map((entry): Name => {
      const colon = entry.indexOf(':');
      return { language: entry.slice(0, colon), part: entry.slice(colon + 1).replaceAll('_', ' ') };
    });
    const all = [...listed, ...further].filter(
      ({ language, part }) => language !== '' && part.length >= SHORTEST,
    );
    const small = all
      .filter(({ part }) => !CASED.has(part))
      .map(({ part, language }) => ({ part: lowered(part), language }));
    const written = all.flatMap(({ part, language }) => {
      const stem = stemOf(part, display);
      return CASED.has(part) || stem !== part ? [{ part: stem, language }] : [];
    });
    known = { small: indexed(small), written: indexed(written) };
    namesOf.set(display, known);
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

/** Lower case that keeps places: a letter that becomes two stays what it is. */
const lowered = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (letter) => {
        const small = letter.toLowerCase();
        return small.length === letter.length ? small : letter;
      }).join('');
};

/** All places where `text` names a language in one of `displays`, in order; of several at one place the longest names. */
export function mentionsIn(text: string, displays: readonly LanguageTag[]): readonly Mention[] {
  const found = new Map<number, Mention[]>();
  const take = (at: number, { part, language }: Name, display: LanguageTag): void => {
    const stemEnd = at + part.length;
    const longest = found.get(at)?.[0]?.stemEnd ?? 0;
    if (stemEnd < longest) return;
    const word = wordAt(text, at, stemEnd, display);
    if (word === undefined) return;
    const mention = { ...word, language, display, stemEnd };
    found.set(at, stemEnd > longest ? [mention] : [...(found.get(at) ?? []), mention]);
  };
  const search = (within: string, { byBeginning, filter }: Names, display: LanguageTag): void => {
    for (let at = 0; at + 1 < within.length; at++) {
      if (filter[hashed(within, at)] === 0) continue;
      for (const name of byBeginning.get(beginning(within, at)) ?? NONE)
        if (within.startsWith(name.part, at)) take(at, name, display);
    }
  };
  const lower = lowered(text);
  for (const display of displays) {
    const { small, written } = namesIn(display);
    search(lower, small, display);
    search(text, written, display);
  }
  return [...found.values()].flat().sort((a, b) => a.start - b.start || a.end - b.end);
}

const NONE: readonly Name[] = [];
