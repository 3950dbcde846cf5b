/** What a prompt gives an answer to its language: words, passages, languages and scripts that it asks for or cites. */

import { primaryLanguage } from '../tags.js';
import type { Context, LanguageTag, ScriptCode } from '../types.js';
import { normalForm } from '../unicode/index.js';
import { isCommonEnglish } from '../words/index.js';
import { citedScripts } from './cited-scripts.js';
import { withoutForbidden } from './forbidden-words.js';
import { type AskedLanguages, askedLanguages, isWrittenIn } from './languages.js';

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
  /** Whether the prompt holds the passage, whatever its case and spaces, and does not forbid its words. */
  readonly hasPassage: (passage: string) => boolean;
  /** Whether the prompt asks for words of a language, or about them. */
  readonly excusesLanguage: (language: LanguageTag) => boolean;
  /** Whether it does of a language that is written in that script, or cites a word of it. */
  readonly excusesScript: (script: ScriptCode) => boolean;
  /** The languages that it asks to be answered in instead; none where it asks for the answer's own as well. */
  readonly asked: () => ReadonlySet<LanguageTag>;
}

const never = (): boolean => false;
const NONE: ReadonlySet<LanguageTag> = new Set();
const NOTHING: PromptTerms = {
  hasWord: never,
  hasPassage: never,
  excusesLanguage: never,
  excusesScript: never,
  asked: () => NONE,
};

const squeezed = (text: string): string => normalForm(text).toLowerCase().replace(/\s+/g, ' ').trim();

/** The terms of a prompt for an answer in the language `own`. They are worked out when first asked for: most responses never ask. */
export function promptTerms({ prompt = [] }: Pick<Context, 'prompt'>, own: LanguageTag): PromptTerms {
  const messages = typeof prompt === 'string' ? [prompt] : prompt;
  const said = messages.join('\n');
  if (said === '') return NOTHING;
  let languages: AskedLanguages | undefined;
  let cited: ReadonlySet<ScriptCode> | undefined;
  let lowered: string | undefined;
  let words: Set<string> | undefined;
  const namesInIt = new Set<string>();
  let isLatin = false;
  let passage: string | undefined;
  let given: string | undefined;
  let allowed: string | undefined;
  const asked = (): AskedLanguages => {
    languages ??= askedLanguages(messages, own);
    return languages;
  };
  return {
    hasWord(word) {
      // To look whether it stands there at all costs far less than to tell the words.
      const lower = word.toLowerCase();
      lowered ??= normalForm(said).toLowerCase();
      if (!lowered.includes(lower)) return false;
      if (words === undefined) {
        words = new Set();
        let latin = 0;
        const text = normalForm(said);
        for (const { 0: match, index } of text.matchAll(LATIN_WORD)) {
          words.add(match.toLowerCase());
          latin += match.length;
          if (!CAPITAL.test(match) || !INSIDE_SENTENCE.test(text.slice(Math.max(0, index - 3), index)))
            continue;
          namesInIt.add(match);
          namesInIt.add(match.replace(POSSESSIVE, ''));
        }
        isLatin = 2 * latin > (said.match(ANY_LETTER)?.length ?? 0);
      }
      return namesInIt.has(word) || (words.has(lower) && !(isLatin && isCommonEnglish(lower)));
    },
    excusesLanguage(language) {
      const primary = primaryLanguage(language);
      for (const one of asked().excused) if (primaryLanguage(one) === primary) return true;
      return false;
    },
    excusesScript(script) {
      if (isWrittenIn(asked().excused, script)) return true;
      // Latin words are given one by one.
      if (script === 'Latn') return false;
      cited ??= citedScripts(said, own);
      if (!cited.has(script)) return false;
      // Few prompts cite anything, and fewer forbid what they cite.
      given ??= withoutForbidden(normalForm(said), own);
      return given === said || citedScripts(given, own).has(script);
    },
    asked: () => (asked().own ? NONE : asked().asked),
    hasPassage(text) {
      passage ??= squeezed(said);
      const part = squeezed(text);
      if (!passage.includes(part)) return false;
      given ??= withoutForbidden(normalForm(said), own);
      allowed ??= squeezed(given);
      return allowed.includes(part);
    },
  };
}
