/** Languages that a prompt names besides that of the answer: it asks for words of them, or for a translation. */

import { languages, policyFor } from '../policy/index.js';
import type { LanguageTag, ScriptCode } from '../types.js';

const base = (tag: LanguageTag): LanguageTag => tag.split('-', 1)[0] ?? tag;

/** Names as CLDR has them in the language of the answer and in English: in an English prompt `English` is no wish. */
const namesOf = new Map<LanguageTag, readonly (readonly [name: string, language: LanguageTag])[]>();

function names(display: LanguageTag): readonly (readonly [string, LanguageTag])[] {
  let known = namesOf.get(display);
  if (known === undefined) {
    const inLanguage = new Intl.DisplayNames([display], { type: 'language', fallback: 'none' });
    known = [...new Set(languages.map(base))].flatMap((language) => {
      const name = inLanguage.of(language);
      return name === undefined || (display === 'en' && language === 'en') ? [] : [[name, language] as const];
    });
    namesOf.set(display, known);
  }
  return known;
}

/** Names of two letters or less are found in other words: 中文 is not, but คำ would be. */
const SHORTEST = 2;

const LETTER = /[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]/v;

/** Whether `name` stands in `prompt` at the start of a word, as it is or, inflected, with a small letter: русский in русском. */
function isNamed(prompt: string, name: string): boolean {
  const stem = name.length > 6 ? name.slice(0, name.length - 2) : name;
  for (let at = prompt.indexOf(stem); at >= 0; at = prompt.indexOf(stem, at + 1))
    if (at === 0 || !LETTER.test(prompt[at - 1] as string) || !LETTER.test(stem[0] as string)) return true;
  return false;
}

/** The languages other than `own` that `prompt` names, by their language subtag. */
export function namedLanguages(prompt: string, own: LanguageTag): ReadonlySet<LanguageTag> {
  const named = new Set<LanguageTag>();
  const text = prompt.normalize('NFC');
  for (const display of new Set([base(own), 'en'])) {
    for (const [name, language] of names(display))
      if (language !== base(own) && name.length >= SHORTEST && isNamed(text, name)) named.add(language);
  }
  return named;
}

/** Whether one of `named` is written in `script`. */
export function isWrittenIn(named: ReadonlySet<LanguageTag>, script: ScriptCode): boolean {
  for (const language of named) {
    const scripts = policyFor(language)?.scripts ?? [];
    if (scripts.includes(script) || (scripts.includes('Hani') && (script === 'Hans' || script === 'Hant')))
      return true;
  }
  return false;
}
