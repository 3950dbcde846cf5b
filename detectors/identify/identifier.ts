/**
 * What tells the language of a line. Two come with Offscript: fastText, where it can be loaded, and franc. It is handed in, so that
 * detection stays pure; anybody may plug in another one.
 */

import type { LanguageTag } from '../types.js';

/** A language that a line may be in. */
export interface Guess {
  /** BCP 47. */
  readonly language: LanguageTag;
  /** 0..1; where the identifier has no probabilities, its share of the best score. */
  readonly probability: number;
}

/** How far an identifier is believed. */
export interface Trust {
  /** Least probability of another language than the one asked for: of a line of five words or more, and of a shorter one. */
  readonly other: number;
  readonly short: number;
  /** The most that it may say for the language asked for at the same time. */
  readonly own: number;
  /** Whether its numbers are probabilities. Where they are none, function words have to bear it out. */
  readonly calibrated: boolean;
}

/** Tells the language of one line of text. Deterministic; the same object may be asked millions of times. */
export interface Identifier {
  /** Names it in reports: `fasttext`, `franc`, or what somebody calls their own. */
  readonly name: string;
  /** That of fastText's lid.176 where missing. */
  readonly trust?: Trust;
  /** The likeliest languages of `line`, best first; empty where nothing can be told. `line` holds no line break. */
  identify(line: string): readonly Guess[];
  /**
   * Whether it can tell a language at all, by its language subtag alone. A line of a language that it cannot tell always looks like
   * another one. Missing where it tells nearly all.
   */
  knows?(language: LanguageTag): boolean;
}

/** The identifiers that settings can name. */
export const IDENTIFIERS = ['fasttext', 'franc'] as const;
export type IdentifierName = (typeof IDENTIFIERS)[number];

/** What fastText has to say to be believed. */
export const CALIBRATED: Trust = { other: 0.6, short: 0.7, own: 0.15, calibrated: true };
