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

/**
 * How a request asks for another language. Patterns stand with spaces between, `_` for a space inside, `*` behind letters for any
 * ending, `~` for the name of the language; what is parted by `|` in brackets are alternatives, as in a regular expression.
 */
export interface Asking {
  /**
   * What makes a name the language in which something is to be said: "into ~", "на ~", "~で". One with `>` at its end holds only where
   * none but the words of `follows` comes next: "in Russian literature" is none.
   */
  readonly ways: string;
  /** What makes it a language that the question is about: "~ grammar", "слово на ~". Its words are expected, an answer in it is not.
   * Of one with `!` at its end a question alone is not enough: "learn ~!". */
  readonly about: string;
  /** Words of a request, one of which its clause must hold: translate, write, say, what is; want, but not to do something oneself: "want to read". */
  readonly verbs: string;
  /** What says that something is in the language already: "written", "опубликованный". */
  readonly breaks: string;
  /**
   * What of a clause before the name, and behind it, tells or asks of such a text, so that none is wished for: "why", "if", "you answered",
   * "is it hard to"; in languages whose verbs come last, the past and conditions. A question about words is one all the same.
   */
  readonly toldBefore?: string;
  readonly toldBehind?: string;
  /** What a wish may have beside the name alone: "now in ~ please". */
  readonly please: string;
  readonly follows?: string;
  /** Verbs come last, so that what breaks a pattern stands behind it. */
  readonly verbsLast?: true;
  /** Words that join names of languages. */
  readonly and: string;
  /** Beginnings that make a name that of an older language, in one word with it: древне-греческий. */
  readonly eras?: string;
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
   * What forbids in a request, in lower case, with spaces between, `_` and `*` as in {@link Asking}: what stands before the thing that it
   * forbids or takes away ("never", "без", "remove"), and what stands behind it ("is not", "запрещено"; in languages whose verbs come last, all). In Chinese, Japanese,
   * Korean and Thai parts of words.
   */
  readonly forbidsBefore?: string | undefined;
  readonly forbidsBehind: string;
  /** Expressions with such a word that forbid nothing: "not only", くれませんか, 分别. */
  readonly forbidsNothing?: string | undefined;
  /** What goes on with a clause behind a comma: es ist verboten, auf Russisch zu antworten. */
  readonly runsOn?: string;
  /** What of a clause leaves words that it cites as they are, though it forbids: "do not translate". */
  readonly translates: string;
  /** What it calls itself, with the endings that a request has; where the people are called the same, only what is the language. */
  readonly ownNames: readonly string[];
  readonly asks: Asking;
  /** Further names of other languages and of scripts (`und-Hani`) than CLDR has, each behind its tag and a colon; `_` for a space. */
  readonly callsOthers?: string | undefined;
  /**
   * Where Latin script is a guest: what says of a word in small letters beside it that it is the name of a thing in a program, or a word
   * that is spoken of: library, function, command, file, "the word". None that is said of much else: method, way, kind, choice. As in
   * {@link Asking}; with `!` at its end what is beside it may be an ordinary word of another language: "the word", "the genre".
   */
  readonly things?: string | undefined;
}
