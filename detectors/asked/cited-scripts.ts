/** Scripts of words that a prompt cites: "What does 注ぐ mean?" is about a word, and others of its script are expected. */

import { policyFor } from '../policy/index.js';
import type { LanguageTag, ScriptCode } from '../types.js';
import { letterScriptIds, scriptCodes } from '../unicode/index.js';

/** Letters of other scripts in all from which on a prompt holds a text to work on, whose words are given one by one. */
const TEXT = 25;

/** Fewest letters of an alphabet that are a word: π and Σ are symbols. */
const WORD = 2;

/** Scripts of which one character can be a word. */
const SYLLABIC: ReadonlySet<ScriptCode> = new Set(['Hani', 'Hira', 'Kana', 'Hang']);

const WORDS = /[\p{L}\p{M}]+/gu;

/** What glosses a word is not what the question is about, nor what a program says: 공자(孔子). */
const ASIDE = /```[^`]*```|[(（][^()（）\n]*[)）]/gu;

const NONE: ReadonlySet<ScriptCode> = new Set();

/** Scripts of words that `prompt`, in Normalisation Form C, cites, none of them that of `own` or Latin; none of a prompt that holds a text of it. */
export function citedScripts(prompt: string, own: LanguageTag): ReadonlySet<ScriptCode> {
  const policy = policyFor(own);
  if (policy === undefined || prompt === '') return NONE;
  const text = prompt.replace(ASIDE, (aside) => ' '.repeat(aside.length));
  const found = new Set<ScriptCode>();
  let letters = 0;
  for (const [word] of text.matchAll(WORDS)) {
    const scripts = Array.from(word, (letter) => letterScriptIds[letter.codePointAt(0) ?? 0] ?? 0)
      .filter((id) => id !== 0)
      .map((id) => scriptCodes[id]);
    const foreign = scripts.filter(
      (script): script is ScriptCode =>
        script !== undefined && script !== 'Latn' && !policy.scripts.includes(script),
    );
    letters += foreign.length;
    if (letters >= TEXT) return NONE;
    const isWhole = foreign.length === scripts.length;
    // Languages without spaces write a word of another script in one with their own.
    const isWord = isWhole || policy.scripts.some((script) => SYLLABIC.has(script));
    const [first] = foreign;
    if (first === undefined || !isWord || (foreign.length < WORD && !SYLLABIC.has(first))) continue;
    for (const script of foreign) found.add(script);
  }
  return found;
}
