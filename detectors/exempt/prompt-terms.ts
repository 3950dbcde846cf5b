/** What a prompt gives an answer to its language: words, passages, languages that it names. */

import { primaryLanguage } from '../tags.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { isCommonEnglish } from '../words/index.js';
import { isWrittenIn, namedLanguages } from './named-languages.js';

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
