/** What a prompt gives an answer to its language: words, passages, languages and scripts that it asks for or cites. */

import { countFunctionWords, isPlain } from '../identify/index.js';
import { lazily } from '../lazily.js';
import { primaryLanguage } from '../tags.js';
import type { Context, LanguageTag, ScriptCode } from '../types.js';
import { letterScriptIds, lowerCased, normalForm, scriptCodes, scriptId } from '../unicode/index.js';
import { isCommonEnglish } from '../words/index.js';
import { citedScripts } from './cited-scripts.js';
import { withoutForbidden } from './forbidden-words.js';
import { isForbidden } from './forbidding.js';
import { askedLanguages, isWrittenIn } from './languages.js';
import { displaysOf, mentionsIn } from './mentions.js';

const CAPITAL = /^\p{Lu}/u;
/** Before a word, and behind it, where it is part of a longer one: a letter, or what joins one to it. */
const WORD_BEFORE = /[\p{Script=Latin}\p{M}](?:['’\-‐‑])?$/u;
const WORD_AFTER = /^(?:['’\-‐‑])?[\p{Script=Latin}\p{M}]/u;
const POSSESSIVE_AFTER = /^['’]s(?!(?:['’\-‐‑])?[\p{Script=Latin}\p{M}])/u;
const EDGE = 4;

/** Code units of a prompt that tell its language. */
const BEGINNING = 2000;
const INSIDE_SENTENCE = /[\p{L}\p{Nd},;][ "“'‘(]{1,2}$/u;

export interface PromptTerms {
  /**
   * Whether the prompt gave the word. Of a prompt in Latin script only words that are not ordinary English: "sharding" is a
   * term, "important" is left untranslated. What the prompt has with a capital inside a
   * sentence is a name.
   */
  readonly hasWord: (word: string) => boolean;
  /** Whether the prompt holds the passage, whatever its case and spaces, and does not forbid its words. */
  readonly hasPassage: (passage: string) => boolean;
  /** Whether the prompt names a language that is written in a script, and does not forbid it. */
  readonly names: (script: ScriptCode) => boolean;
  /** Whether the prompt has words in a script. */
  readonly isWrittenWith: (script: ScriptCode) => boolean;
  /** Whether the prompt itself is in the language of the answer, by its function words. */
  readonly isOwn: () => boolean;
  /** Whether the prompt holds what a pattern matches. */
  readonly matches: (pattern: RegExp) => boolean;
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
  names: never,
  isWrittenWith: never,
  isOwn: never,
  matches: never,
  excusesLanguage: never,
  excusesScript: never,
  asked: () => NONE,
};

/** Fewest letters of a script that are a word of it. */
const WORD = 2;

function hasWordIn(text: string, script: ScriptCode): boolean {
  let letters = 0;
  for (const character of text)
    if (scriptCodes[letterScriptIds[character.codePointAt(0) ?? 0] ?? 0] === script && ++letters >= WORD)
      return true;
  return false;
}

/** A text whatever its case and spaces. */
const squeezed = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

const LATIN = scriptId('Latn');

/** Whether most of a text's letters are Latin. */
function isMostlyLatin(text: string): boolean {
  let latin = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) as number;
    if (point > 0xffff) at++;
    const id = letterScriptIds[point];
    if (id === 0) continue;
    letters++;
    if (id === LATIN) latin++;
  }
  return 2 * latin > letters;
}

/** Texts of which is remembered what was made of them. */
const ASKED_ABOUT = 1000;

/** What is worked out for each text that is asked about: one that stands a thousand times is looked for once. */
function onceEach<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      made = make(text);
      if (known.size >= ASKED_ABOUT) known.clear();
      known.set(text, made);
    }
    return made;
  };
}

/** Code units of the last prompts that are remembered, and of the longest of them: targets and repeats are asked the same ones. */
const REMEMBERED = 1 << 18;
const LONGEST = 1 << 13;

let young = new Map<string, PromptTerms>();
let old = new Map<string, PromptTerms>();
let held = 0;

/** The terms of a prompt for an answer in the language `own`. They are worked out when first asked for: most responses never ask. */
export function promptTerms({ prompt = [] }: Pick<Context, 'prompt'>, own: LanguageTag): PromptTerms {
  const messages = typeof prompt === 'string' ? [prompt] : prompt;
  const said = messages.join('\n');
  if (said === '') return NOTHING;
  if (said.length > LONGEST) return termsOf(messages, said, own);
  const key = `${own}\0${messages.length === 1 ? said : messages.join('\0')}`;
  let terms = young.get(key);
  if (terms !== undefined) return terms;
  terms = old.get(key) ?? termsOf(messages, said, own);
  held += key.length;
  if (held > REMEMBERED) {
    old = young;
    young = new Map();
    held = key.length;
  }
  young.set(key, terms);
  return terms;
}

function termsOf(messages: readonly string[], said: string, own: LanguageTag): PromptTerms {
  /** Normalisation Form C, message by message: a line's end composes with nothing. */
  const composedMessages = lazily(() => messages.map((message) => normalForm(message)));
  const composed = lazily(() => composedMessages().join('\n'));
  const lowered = lazily(() => lowerCased(composed()));
  const isLatin = lazily(() => isMostlyLatin(composed()));
  const passages = lazily(() => squeezed(composed()));
  // Few prompts cite anything, and fewer forbid what they cite.
  const given = lazily(() => withoutForbidden(composed(), own));
  const givenPassages = lazily(() => squeezed(given()));
  const cited = lazily(() => citedScripts(composed(), own));
  const givenCited = lazily(() => (given() === composed() ? cited() : citedScripts(given(), own)));
  const asked = lazily(() => askedLanguages(composedMessages(), own));
  const named = lazily(() => {
    const displays = displaysOf(own);
    const mentions = mentionsIn(composed(), displays);
    return new Set(
      mentions.flatMap(({ language, start, end }) =>
        isForbidden(composed(), start, end, displays) ? [] : [language],
      ),
    );
  });
  return {
    hasWord: onceEach((word) => {
      const text = composed();
      const lower = lowerCased(word);
      let isGiven = false;
      for (let at = lowered().indexOf(lower); at >= 0; at = lowered().indexOf(lower, at + 1)) {
        const end = at + lower.length;
        const before = text.slice(Math.max(0, at - EDGE), at);
        if (WORD_BEFORE.test(before)) continue;
        const after = text.slice(end, end + EDGE);
        const isWhole = !WORD_AFTER.test(after);
        const isName =
          text.startsWith(word, at) && CAPITAL.test(word) && INSIDE_SENTENCE.test(before.slice(-3));
        if (isName && (isWhole || POSSESSIVE_AFTER.test(after))) return true;
        isGiven ||= isWhole;
      }
      return isGiven && (!isCommonEnglish(lower) || !isLatin());
    }),
    excusesLanguage(language) {
      const primary = primaryLanguage(language);
      for (const one of asked().excused) if (primaryLanguage(one) === primary) return true;
      return false;
    },
    excusesScript(script) {
      if (isWrittenIn(asked().excused, script)) return true;
      // Latin words are given one by one.
      return script !== 'Latn' && cited().has(script) && givenCited().has(script);
    },
    names: (script) => isWrittenIn(named(), script),
    isWrittenWith: (script) => hasWordIn(said, script),
    isOwn: lazily(() => isPlain(countFunctionWords(lowered().slice(0, BEGINNING), primaryLanguage(own)))),
    matches: (pattern) => pattern.test(said),
    asked: () => (asked().own ? NONE : asked().asked),
    hasPassage: onceEach((text) => {
      const part = squeezed(normalForm(text));
      return passages().includes(part) && givenPassages().includes(part);
    }),
  };
}
