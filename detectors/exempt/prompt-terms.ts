/** What a prompt gives an answer to its language: words, passages, languages that it names. */

import { policyFor } from '../policy/index.js';
import { primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { isCommonEnglish } from '../words/index.js';
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

const LETTER = /[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]/v;

/** Whether `name` stands in `prompt` at the start of a word, as it is or, inflected, with a small letter: русский in русском. */
function isNamed(prompt: string, name: string): boolean {
  const stem = name.length > 6 ? name.slice(0, name.length - 2) : name;
  for (let at = prompt.indexOf(stem); at >= 0; at = prompt.indexOf(stem, at + 1))
    if (at === 0 || !LETTER.test(prompt[at - 1] as string) || !LETTER.test(stem[0] as string)) return true;
  return false;
}

/** The languages other than `own` that `prompt` names, by their language subtag: it asks for words of them, or for a translation. */
function namedLanguages(prompt: string, own: LanguageTag): ReadonlySet<LanguageTag> {
  const found = new Set<LanguageTag>();
  const text = prompt.normalize('NFC');
  for (const display of new Set([own in LANGUAGE_NAMES ? own : primaryLanguage(own), 'en'])) {
    for (const [name, language] of names(display))
      if (language !== primaryLanguage(own) && isNamed(text, name)) found.add(language);
  }
  return found;
}

/** Whether one of `languages` is written in `script`. */
function isWrittenIn(languages: ReadonlySet<LanguageTag>, script: ScriptCode): boolean {
  for (const language of languages) {
    const scripts = policyFor(language)?.scripts ?? [];
    if (scripts.includes(script) || (scripts.includes('Hani') && (script === 'Hans' || script === 'Hant')))
      return true;
  }
  return false;
}

const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’\-‐‑][\p{Script=Latin}\p{M}]+)*/gu;
const POSSESSIVE = /['’]s$/;
const CAPITAL = /^\p{Lu}/u;
const INSIDE_SENTENCE = /[\p{L}\p{Nd},;][ "“'‘(]{1,2}$/u;
const ANY_LETTER = /\p{L}/gu;

export interface PromptTerms {
  /**
   * Whether the prompt gave the word. Of a prompt in Latin script only words that are not ordinary English: "sharding" is a
   * term, "important" is left untranslated. What the prompt has with a capital inside a
   * sentence is a name.
   */
  readonly hasWord: (word: string) => boolean;
  /** Whether the prompt holds the passage, whatever its case and spaces. */
  readonly hasPassage: (passage: string) => boolean;
  /** Whether the prompt names a language of that tag, or one that is written in that script, besides the answer's. */
  readonly namesLanguage: (language: LanguageTag) => boolean;
  readonly namesScript: (script: ScriptCode) => boolean;
}

const never = (): boolean => false;
const NOTHING: PromptTerms = { hasWord: never, hasPassage: never, namesLanguage: never, namesScript: never };

const squeezed = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The terms of a prompt for an answer in the language `own`. They are worked out when first asked for: most responses never ask. */
export function promptTerms(prompt: string | undefined, own: LanguageTag): PromptTerms {
  if (prompt === undefined || prompt === '') return NOTHING;
  let languages: ReadonlySet<LanguageTag> | undefined;
  let words: Set<string> | undefined;
  const namesInIt = new Set<string>();
  let isLatin = false;
  let passage: string | undefined;
  return {
    hasWord(word) {
      if (words === undefined) {
        words = new Set();
        let latin = 0;
        const text = prompt.normalize('NFC');
        for (const { 0: match, index } of text.matchAll(LATIN_WORD)) {
          words.add(match.toLowerCase());
          latin += match.length;
          if (!CAPITAL.test(match) || !INSIDE_SENTENCE.test(text.slice(Math.max(0, index - 3), index)))
            continue;
          namesInIt.add(match);
          namesInIt.add(match.replace(POSSESSIVE, ''));
        }
        isLatin = 2 * latin > (prompt.match(ANY_LETTER)?.length ?? 0);
      }
      const lower = word.toLowerCase();
      return namesInIt.has(word) || (words.has(lower) && !(isLatin && isCommonEnglish(lower)));
    },
    namesLanguage(language) {
      languages ??= namedLanguages(prompt, own);
      return languages.has(primaryLanguage(language));
    },
    namesScript(script) {
      languages ??= namedLanguages(prompt, own);
      return isWrittenIn(languages, script);
    },
    hasPassage(text) {
      passage ??= squeezed(prompt);
      return passage.includes(squeezed(text));
    },
  };
}
