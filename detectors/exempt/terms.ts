/** Terms that may stand in a response whatever their script: those that were allowed, and those that the prompt gave. */

import type { LanguageTag, ScriptCode } from '../types.js';
import { isCommonEnglish } from '../words/index.js';
import { isWrittenIn, namedLanguages } from './asked.js';
import { disjoint, type Zone } from './zones.js';

/** Where the terms of `allow` stand in `text`, whatever their case; sorted and disjoint. */
export function allowedZones(text: string, allow: readonly string[]): Zone[] {
  const terms = allow.filter((term) => term !== '').map((term) => term.normalize('NFC').toLowerCase());
  if (terms.length === 0) return [];
  const lower = text.toLowerCase();
  // Few letters change their length in lower case; with them offsets would be wrong, so case then counts.
  const hay = lower.length === text.length ? lower : text;
  const zones: Zone[] = [];
  for (const term of new Set(lower.length === text.length ? terms : allow)) {
    if (term === '') continue;
    for (let at = hay.indexOf(term); at >= 0; at = hay.indexOf(term, at + term.length))
      zones.push({ start: at, end: at + term.length, reason: 'allow' });
  }
  return disjoint(zones);
}

const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’\-‐‑][\p{Script=Latin}\p{M}]+)*/gu;
const POSSESSIVE = /['’]s$/;
const CAPITAL = /^\p{Lu}/u;
const INSIDE_SENTENCE = /[\p{L}\p{Nd},;][ "“'‘(]{1,2}$/u;
const LETTER = /\p{L}/gu;

/** What a prompt gives an answer to its language. */
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

const squeezed = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The terms of a prompt. They are worked out when first asked for: most responses never ask. */
export function promptTerms(prompt: string | undefined, own: LanguageTag): PromptTerms {
  const never = () => false;
  if (prompt === undefined || prompt === '')
    return { hasWord: never, hasPassage: never, namesLanguage: never, namesScript: never };
  let named: ReadonlySet<LanguageTag> | undefined;
  let words: Set<string> | undefined;
  const names = new Set<string>();
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
          names.add(match);
          names.add(match.replace(POSSESSIVE, ''));
        }
        isLatin = 2 * latin > (prompt.match(LETTER)?.length ?? 0);
      }
      const lower = word.toLowerCase();
      return names.has(word) || (words.has(lower) && !(isLatin && isCommonEnglish(lower)));
    },
    namesLanguage(language) {
      named ??= namedLanguages(prompt, own);
      return named.has(language.split('-', 1)[0] ?? language);
    },
    namesScript(script) {
      named ??= namedLanguages(prompt, own);
      return isWrittenIn(named, script);
    },
    hasPassage(text) {
      passage ??= squeezed(prompt);
      return passage.includes(squeezed(text));
    },
  };
}
