/** The words of detection: what a finding is, what a text came to. */

import type { Identifier } from './language/index.js';

/** ISO 15924 code of a script: four letters, `Cyrl`, `Hang`, `Hans`. */
export type ScriptCode = string;

/** BCP 47 tag of a language: `ja`, `zh-Hans`. */
export type LanguageTag = string;

/**
 * `script`: another script than the language's; `han`: Han that does not belong (Chinese in
 * Japanese, Traditional forms in Simplified Chinese); `word`: foreign words in Latin script; `line`: a line in another language; `replacement`: U+FFFD,
 * counted apart and never mixing.
 */
export type FindingKind = 'script' | 'han' | 'word' | 'line' | 'replacement';

/** A span of a text that is off-script. */
export interface Finding {
  /** First UTF-16 code unit of the span. */
  readonly start: number;
  /** One past the last UTF-16 code unit of the span. */
  readonly end: number;
  /** `text.slice(start, end)`. */
  readonly text: string;
  readonly kind: FindingKind;
  readonly script: ScriptCode;
  /** The language of the span; missing where only the script is known. */
  readonly language?: LanguageTag;
}

/** Why a span that looks off-script is none; docs/method.md says what each covers. A policy can switch each off. */
export const EXEMPTIONS = [
  'code',
  'url',
  'path',
  'formula',
  'unit',
  'symbol',
  'acronym',
  'name',
  'gloss',
  'quotation',
  'prompt',
  'allow',
] as const;
export type ExemptionName = (typeof EXEMPTIONS)[number];

/** A span that would have been a finding, and the reason it is none. */
export interface Exemption {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reason: ExemptionName;
}

/** What is known of a text besides its language. */
export interface Context {
  /** All that was said to the model: its terms are not foreign in the answer. */
  readonly prompt?: string;
  /** Terms that may stand in the answer whatever their script, besides those of the policy. */
  readonly allow?: readonly string[];
  /** Tells the language of lines; without it franc does, which comes with the detectors. */
  readonly identifier?: Identifier;
}

/** The language that a text is in instead of the one asked for. */
export interface WrongLanguage {
  /** Most frequent script of the text. */
  readonly script: ScriptCode;
  /** The language, where it could be told. */
  readonly language?: LanguageTag;
  /** Share of the text that is not in the language's scripts, 0..1, by weighted letters; missing where scripts do not tell. */
  readonly share?: number;
}

/** What a text came to under a policy. */
export interface Detection {
  /** Sorted by start, disjoint. In a text in the wrong language, only what is off-script there too. */
  readonly findings: readonly Finding[];
  /** True when the text is in the language asked for and has a finding that is not a `replacement`. */
  readonly mixed: boolean;
  readonly wrongLanguage: WrongLanguage | null;
  /** Letters outside exempt spans. A text with fewer than the policy's `minLetters` is too short to be scored. */
  readonly letters: number;
  readonly tooShort: boolean;
  /** Sorted by start. */
  readonly exemptions: readonly Exemption[];
}
