/** The languages that a prompt names and does not forbid: by their names in CLDR, in the language of the answer and in English. */

import { allLanguages, type Language } from '../languages/index.js';
import { policyFor } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { isUnspaced, UNSPACED_LETTER } from '../unicode/index.js';
import { LANGUAGE_NAMES, NAMED } from './language-names.generated.js';

const named = NAMED.split(' ');

/** Names of languages in the language `display`, with their subtags: in an English prompt `English` is no wish. */
const namesOf = new Map<LanguageTag, readonly (readonly [name: string, language: LanguageTag])[]>();

function names(display: LanguageTag): readonly (readonly [string, LanguageTag])[] {
  let known = namesOf.get(display);
  if (known === undefined) {
    const list = LANGUAGE_NAMES[display] ?? '';
    known = list.split('|').flatMap((name, i) => {
      const language = named[i] ?? '';
      return name.length < SHORTEST || (display === 'en' && language === 'en')
        ? []
        : [[name, language] as const];
    });
    namesOf.set(display, known);
  }
  return known;
}

/** Names of one letter are found in other words. */
const SHORTEST = 2;

/** Letters and marks of scripts that set words apart. */
const SPACED = `[[\\p{L}\\p{M}]--${UNSPACED_LETTER.source}]`;
const LETTER = new RegExp(SPACED, 'v');
const LETTERS_AFTER = new RegExp(`^${SPACED}*`, 'v');

/** Articles and prepositions that Arabic and Hebrew write in one with the word: بالروسية. */
const PROCLITIC = /(?:^|[^\p{L}\p{M}])(?:[وفبكل]{1,2}|[הבכלמשו]{1,2})$/u;

/** Thai sets no words apart: a name stands there alone or behind "language", "script", "letters". */
const THAI = /\p{Script=Thai}$/u;
const THAI_BEFORE = /(?:ภาษา|อักษร|ตัวหนังสือ|คำ)$/u;

/** Names that no ending is taken from: in English, and where the name of the country is the rest of it (الهند, India, in الهندية). */
const WHOLE = /\p{Script=Arabic}|\p{Script=Hebrew}/u;
const SHORT = 6;
const ENDING = 2;

/** A name without the letters that its cases change. */
const stemOf = (name: string, display: LanguageTag): string =>
  display === 'en' || name.length <= SHORT || WHOLE.test(name) ? name : name.slice(0, name.length - ENDING);

/** Letters that an inflected name may have behind its stem: русск-ими. In English a name is not inflected: Thailand is none. */
const LONGEST_ENDING = 4;

/** Longest context of a name that is looked at, in code units. */
const CONTEXT = 12;

/** Whether the name of a language that begins at `at` is a word, or a case of one. */
function isWord(text: string, at: number, stem: string, display: LanguageTag): boolean {
  const before = text.slice(Math.max(0, at - CONTEXT), at);
  const last = text[at - 1] ?? '';
  if (THAI.test(stem)) return !THAI.test(last) || THAI_BEFORE.test(before);
  if (!LETTER.test(stem[0] as string)) return true;
  if (LETTER.test(last) && !PROCLITIC.test(before)) return false;
  const ending = LETTERS_AFTER.exec(text.slice(at + stem.length, at + stem.length + 2 * CONTEXT))?.[0] ?? '';
  return ending.length <= (display === 'en' ? 0 : LONGEST_ENDING);
}

/** Whether a part of a word forbids: where words stand without spaces, and in Korean, whose endings do it. */
const inParts = ({ scripts }: Language): boolean =>
  scripts.some((script) => isUnspaced(script) || script === 'Hang');

/** What forbids what follows it, and what forbids what it follows. */
interface Forbidding {
  readonly before: RegExp | undefined;
  readonly behind: RegExp;
}

const forbidding = new Map<LanguageTag, Forbidding | undefined>();

/** Any of the words; an `and` may be written in one with them in Arabic and Hebrew. */
function anyOf(words: string, parts: boolean): RegExp {
  const any = words.replaceAll(' ', '|').replaceAll('_', '\\s+').replaceAll("'", "['’]");
  if (parts) return new RegExp(any, 'u');
  return new RegExp(`(?<![\\p{L}\\p{M}])[وفוש]?(?:${any})(?![\\p{L}\\p{M}])`, 'iu');
}

/** What forbids in a language, where it is known. */
function forbiddingIn(display: LanguageTag): Forbidding | undefined {
  if (!forbidding.has(display)) {
    const primary = primaryLanguage(display);
    const known = allLanguages.find(({ tag }) => tag === display || tag === primary);
    const parts = known !== undefined && inParts(known);
    forbidding.set(
      display,
      known && {
        before: known.forbidsBefore === undefined ? undefined : anyOf(known.forbidsBefore, parts),
        behind: anyOf(known.forbidsBehind, parts),
      },
    );
  }
  return forbidding.get(display);
}

/** What ends a clause: "answer in Korean, not in Chinese" forbids one of them. */
const CLAUSE_END = /[.!?。！？।؟\n,،、，;；؛:：—–]/u;

/** What is asked about forbids nothing: how do you say "no" in Russian? */
const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」|『[^』\n]*』|„[^“\n]*“/gu;

/** Longest clause that is looked at on either side of a name, in code units. */
const LONGEST_CLAUSE = 120;

/** Whether the clause around a name forbids it, in one of these languages. */
function isForbidden(text: string, at: number, end: number, displays: readonly LanguageTag[]): boolean {
  const before =
    text
      .slice(Math.max(0, at - LONGEST_CLAUSE), at)
      .replace(QUOTED, ' ')
      .split(CLAUSE_END)
      .at(-1) ?? '';
  const after =
    text
      .slice(end, end + LONGEST_CLAUSE)
      .replace(QUOTED, ' ')
      .split(CLAUSE_END, 1)[0] ?? '';
  return displays.some((display) => {
    const known = forbiddingIn(display);
    if (known === undefined) return false;
    return known.behind.test(after) || (known.before?.test(before) ?? false);
  });
}

/** Whether `text` names a language at some place and does not forbid it there: as it is or, inflected, with a small letter (русский in русском). */
function isNamed(
  text: string,
  name: string,
  display: LanguageTag,
  displays: readonly LanguageTag[],
): boolean {
  const stem = stemOf(name, display);
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1))
    if (isWord(text, at, stem, display) && !isForbidden(text, at, at + stem.length, displays)) return true;
  return false;
}

/**
 * The languages other than `own` that `prompt` names and does not forbid, by their language subtag: it asks for words of them, or for a
 * translation.
 */
export function namedLanguages(prompt: string, own: LanguageTag): ReadonlySet<LanguageTag> {
  const found = new Set<LanguageTag>();
  const text = prompt.normalize('NFC');
  const displays = [...new Set([own in LANGUAGE_NAMES ? own : primaryLanguage(own), 'en'])];
  for (const display of displays) {
    for (const [name, language] of names(display))
      if (language !== primaryLanguage(own) && isNamed(text, name, display, displays)) found.add(language);
  }
  return found;
}

/** Whether one of `languages` is written in `script`. */
export function isWrittenIn(languages: ReadonlySet<LanguageTag>, script: ScriptCode): boolean {
  for (const language of languages) {
    const scripts = policyFor(language)?.scripts ?? [];
    if (scripts.includes(script) || (scripts.includes('Hani') && (script === 'Hans' || script === 'Hant')))
      return true;
  }
  return false;
}
