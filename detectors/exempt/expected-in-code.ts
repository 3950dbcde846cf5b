/**
 * What of another script is expected in code: comments and strings in the language of the prompt, data that is in several languages or
 * is about languages and encodings, letters of formulas, ranges of letters. Identifiers, keys and paths are a slip whatever they say.
 */

import type { Place } from '../code/index.js';
import type { HanCandidate, ScriptCandidate } from '../find/index.js';
import type { Scene } from '../scene.js';
import type { ScriptCode, Span } from '../types.js';
import { codePointBefore, letterScriptIds, scriptCodes } from '../unicode/index.js';

type InCode = Extract<Place, { readonly zone: 'code' }>;

/** Words of prompts about text in any language. */
const OF_PROMPT =
  /unicode|utf-?_?8|utf-?16|i18n|l10n|internationali[sz]|locali[sz]|locales?\b|translat|multi-?_?ling|non-?_?ascii|(?:different|several|many|other|foreign) languages|transliterat|romani[sz]|encod|charset|alphabet|перевод|юникод|翻译|翻譯|翻訳|多语|多語|多言語|번역|다국어|traduc|traduz|übersetz|ترجم|अनुवाद|dịch/iu;

/** Words of code that works with text in any language. */
const OF_CODE =
  /unicode|i18n|l10n|internationali[sz]|locali[sz]|translat|multi_?ling|non_?ascii|transliterat|romani[sz]|pinyin|hangul|kanji|hiragana|katakana|cyrillic/iu;

/** Calls for the letters of a text, and attributes that name its language. */
const OF_LINE =
  /\.(?:en|de)code\(|\bord\(|\bchr\(|charCodeAt|codePoint|normalize\(|\blang(?:uage)?\b|\blocale\b/iu;

/** A language by its tag or its name, as data names it: `"ja": "..."`, `lang_ru`. */
const NAMED =
  /(?:^|[^A-Za-z])(?:ar|bn|de|el|en|es|fa|fr|he|hi|it|ja|jp|ko|kr|pt|ru|ta|te|th|uk|ur|vi|zh|cn)(?:[-_](?:Hans|Hant|[A-Z]{2}))?["'`]?\s{0,3}[:=]|arabic|bengali|chinese|greek|hebrew|hindi|japanese|korean|mandarin|persian|russian|thai|ukrainian|urdu/iu;

/** Letters of formulas: not those that look like Latin ones. */
const SYMBOL = /^[αβγδεζηθικλμνξπρςστυφχψωϕϵϑΓΔΘΛΞΠΣΦΨΩ∂]{1,2}$/u;

/** `[а-яё]`, `[一-龥]`: a class of characters. */
const RANGE = /^\p{L}-\p{L}[\p{L}-]*$/u;
const IN_CLASS = /\[[^\][\n]{0,40}$/u;
const LONGEST_CLASS = 40;

/** Scripts with letters that look like Latin ones. */
const LOOK_ALIKE: ReadonlySet<ScriptCode> = new Set(['Cyrl', 'Grek', 'Armn']);

/** One writing, in several scripts. */
const WRITINGS: Readonly<Record<ScriptCode, string>> = {
  Hani: 'ea',
  Hira: 'ea',
  Kana: 'ea',
  Bopo: 'ea',
  Hans: 'ea',
  Hant: 'ea',
};
const writingOf = (script: ScriptCode): string => WRITINGS[script] ?? script;

const isLatin = (point: number | undefined): boolean =>
  scriptCodes[letterScriptIds[point ?? 0] ?? 0] === 'Latn';

/** Whether a letter of Latin script stands right beside a span; that of an escape (`\n`) does not. */
function touchesLatin(text: string, { start, end }: Span): boolean {
  if (isLatin(text.codePointAt(end))) return true;
  return isLatin(codePointBefore(text, start)) && text[start - 2] !== '\\';
}

/** Longest block in which other scripts are looked for, in code units on either side. */
const LONGEST = 2000;

/** How many writings besides Latin script and the language's own a stretch holds. */
function writingsIn(text: string, scripts: readonly ScriptCode[]): number {
  const found = new Set<string>();
  for (const character of text) {
    const script = scriptCodes[letterScriptIds[character.codePointAt(0) ?? 0] ?? 0] ?? 'Zzzz';
    if (script === 'Latn' || script === 'Grek' || script === 'Zzzz' || scripts.includes(script)) continue;
    found.add(writingOf(script));
  }
  return found.size;
}

/** The line of a place, as far as it is looked at. */
function lineOf(text: string, { start, end }: Span): string {
  const newline = text.indexOf('\n', end);
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - LONGEST);
  return text.slice(from, newline < 0 ? end + LONGEST : Math.min(newline, end + LONGEST));
}

/** Writings from which on data is in several languages, and no slip. */
const SEVERAL = 3;

/** Whether the code around a place is about languages, or its data in several of them. */
function isAboutLanguages(
  candidate: ScriptCandidate | HanCandidate,
  { part, block }: InCode,
  scene: Scene,
): boolean {
  const { text, policy, prompt } = scene;
  const from = Math.max(block.start, candidate.start - LONGEST);
  const around = text.slice(from, Math.min(block.end, candidate.end + LONGEST));
  if (prompt.matches(OF_PROMPT) || prompt.names(candidate.script)) return true;
  const line = lineOf(text, candidate);
  if (OF_CODE.test(around) || OF_LINE.test(line) || NAMED.test(line)) return true;
  return part !== 'comment' && writingsIn(around, policy.scripts) >= SEVERAL;
}

/** Whether another script is expected where it stands in code; of what is text in a fence, letters of formulas alone. */
export function isExpectedInCode(candidate: ScriptCandidate | HanCandidate, scene: Scene): boolean {
  const { place, script } = candidate;
  if (place === undefined) return false;
  const { text, prompt } = scene;
  const written = text.slice(candidate.start, candidate.end);
  if (script === 'Grek' && SYMBOL.test(written)) return true;
  if (place.zone !== 'code') return false;
  if (
    RANGE.test(written) &&
    IN_CLASS.test(text.slice(Math.max(0, candidate.start - LONGEST_CLASS), candidate.start))
  )
    return true;
  if (LOOK_ALIKE.has(script) && touchesLatin(text, candidate)) return false;
  switch (place.part) {
    case 'comment':
    case 'string':
      return (
        (candidate.kind === 'script' && prompt.isWrittenWith(script)) ||
        isAboutLanguages(candidate, place, scene)
      );
    case 'key':
    case 'header':
      return isAboutLanguages(candidate, place, scene);
    default:
      return false;
  }
}
