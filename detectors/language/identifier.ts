/** What tells the language of a line: fastText where it can be loaded, else franc. It is handed in, so that detection stays pure. */

import type { LanguageTag } from '../types.js';

/** A language that a line may be in. */
export interface Guess {
  /** BCP 47. */
  readonly language: LanguageTag;
  /** 0..1; for franc, which has no probabilities, its share of the best score. */
  readonly probability: number;
}

/** Tells the language of one line of text. Deterministic; the same object may be asked millions of times. */
export interface Identifier {
  readonly name: 'fasttext' | 'franc';
  /** The likeliest languages of `line`, best first; empty where nothing can be told. `line` holds no line break. */
  identify(line: string): readonly Guess[];
  /**
   * Whether it can tell a language at all, by its language subtag alone. A line of a language that it cannot tell always looks like
   * another one. Missing where it tells nearly all.
   */
  knows?(language: LanguageTag): boolean;
}
