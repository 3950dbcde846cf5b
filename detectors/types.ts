/** The words of detection: what a finding is, what a text came to. */

import type { RULES } from './exempt/index.js';
import type { KINDS } from './find/index.js';
import type { Identifier } from './identify/index.js';

/** ISO 15924 code of a script: four letters, `Cyrl`, `Hang`, `Hans`. */
export type ScriptCode = string;

/** BCP 47 tag of a language: `ja`, `zh-Hans`. */
export type LanguageTag = string;

/** Half-open, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `script`, `han`, `word`, `line`, `damage`, `punctuation`: detectors/find/ has a file for each that says what it is. */
export type FindingKind = (typeof KINDS)[number]['kind'];

/** Where a finding stands: in code, data and paths, which have a rate of their own, or in the text around them. */
export type FindingZone = 'text' | 'code';

/** What a finding of Han rests on: characters that the language does not have, a word that only another one has, or how likely its characters are there. */
export type Evidence = 'form' | 'lexicon' | 'likelihood';

/**
 * What damage is: U+FFFD, which is left of a character that was cut in two; tokens of bytes (`<0xE4>`); letters that byte-level
 * vocabularies write bytes in (`Ġ`); text read in an encoding that it was not written in (`Ã©`); control tokens, whole or torn (`<|im_end|>`). A word with a syllable of Hangul that
 * Korean has hardly a use for (`디지턈`) is only ever possible, and so is what
 * tells that tokens were dropped: commas and full stops without their words.
 */
export type DamageSort = 'replacement' | 'byte' | 'bpe' | 'mojibake' | 'control' | 'syllable' | 'dropped';

/** A span of a text that is off-script. */
export interface Finding extends Span {
  /** `text.slice(start, end)`. */
  readonly text: string;
  readonly kind: FindingKind;
  readonly script: ScriptCode;
  readonly zone: FindingZone;
  /** The language of the span; missing where only the script is known. */
  readonly language?: LanguageTag;
  /** True of letters inside a word of the language. */
  readonly fused?: true;
  /** Of Han in a language that writes it too. */
  readonly evidence?: Evidence;
  /** Of damage. */
  readonly sort?: DamageSort;
}

/** Why a span that looks off-script is none: detectors/exempt/ has a file for each. A policy can switch each off. */
export type ExemptionName = (typeof RULES)[number]['name'];

/** A span that would have been a finding, and the reason it is none. */
export interface Exemption extends Span {
  readonly text: string;
  readonly reason: ExemptionName;
}

/** What is known of a text besides its language. */
export interface Context {
  /**
   * What the user said, in several messages where there were several: its terms are not foreign in the answer, nor is a language that it
   * asks for (the last of them that asks for one). What the model said itself and what stands over a conversation excuse nothing.
   */
  readonly prompt?: string | readonly string[];
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
  /** What looks off-script and may as well be none, about as often: in no rate. Sorted by start. */
  readonly possible: readonly Finding[];
  /** True when the text is in the language asked for, long enough, and has a finding that mixes scripts or words. */
  readonly mixed: boolean;
  /** Of a mixed text: whether another script intrudes on it, other than plain Latin words; and whether words or lines of another language do. */
  readonly scriptMixed: boolean;
  readonly wordMixed: boolean;
  /** True when a text that is long enough has a finding in code. */
  readonly codeMixed: boolean;
  /** True when a text that is long enough has damage. */
  readonly damaged: boolean;
  /** True when a text that is long enough has punctuation or digits of another script. */
  readonly punctuated: boolean;
  /** Null also where the text is too short to be in any, and where the prompt asks for that language. */
  readonly wrongLanguage: WrongLanguage | null;
  /** The language that the text is in where the prompt asks for it in place of the one given: such a text is neither right nor wrong. */
  readonly askedOtherwise: WrongLanguage | null;
  /** Letters outside exempt spans; those of text that was garbled as well. */
  readonly letters: number;
  /**
   * True where a text has too little to be scored: fewer letters than the policy's `minLetters`; or no letter of the language, and nothing
   * but names, numbers, formulas and code of which the prompt has no word.
   */
  readonly tooShort: boolean;
  /** Sorted by start. */
  readonly exemptions: readonly Exemption[];
}
