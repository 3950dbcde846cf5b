/** What is known of a language: data only, a file a language. docs/policies.md shows it as a table. */

import type { LanguageTag, ScriptCode } from '../types.js';

/** Which forms of Han belong: those of Japanese, of Simplified, of Traditional Chinese, or of either kind of Chinese. */
export type HanForms = 'japanese' | 'simplified' | 'traditional' | 'chinese';

/**
 * Letters of a language's own script that it is not written with. A word with a `foreign` one is foreign; `telling` ones stand in
 * loanwords and careless spelling as well, so that they only make a line worth asking about. No text of some length does without
 * one of `own`.
 */
export interface OtherLetters {
  readonly foreign: string;
  readonly telling: string;
  readonly own?: string;
}

export interface Language {
  /** The language, with its script where the language alone is another entry: `zh-Hant`. */
  readonly tag: LanguageTag;
  /** Scripts that it is written in. Direction and spacing follow from them (`unicode/writing.ts`). */
  readonly scripts: readonly ScriptCode[];
  /** Scripts that running text cannot do without: Han alone is no Japanese. */
  readonly essential?: readonly ScriptCode[];
  readonly han?: HanForms;
  /** Where other languages share its script, and it is not Latin. */
  readonly letters?: OtherLetters;
  /** Letters that hardly another language in Latin script is written with. */
  readonly marks?: string;
  /** Languages so close that readers of one understand the other, and that a line in one of them is no error by itself. */
  readonly close?: readonly LanguageTag[];
  /** Those of them that nobody tells from it by a few sentences. */
  readonly indistinct?: readonly LanguageTag[];
  /** Its commonest words, in lower case, with spaces between them; of languages in Latin script. */
  readonly functionWords?: string;
  /**
   * What forbids in a request, in lower case, with spaces between, `_` for one inside: what stands before the thing that it forbids
   * ("never", "без"), and what stands behind it ("is not", "запрещено"; in languages whose verbs come last, all). In Chinese, Japanese,
   * Korean and Thai parts of words.
   */
  readonly forbidsBefore?: string | undefined;
  readonly forbidsBehind: string;
  /** What it calls itself, with the endings that a request has; where the people are called the same, only what is the language. */
  readonly ownNames: readonly string[];
}
