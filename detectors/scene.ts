/** What finders and exemptions look at: a text with its policy, and what has been worked out of both. */

import type { PromptTerms } from './asked/index.js';
import type { Places } from './code/index.js';
import type { Damage } from './damage/index.js';
import type { TechnicalText } from './exempt/index.js';
import type { HanVerdict, LatinWord } from './find/index.js';
import type { Identifier } from './identify/index.js';
import type { Policy } from './policy/index.js';
import type { SiblingRun } from './siblings/index.js';
import type { Zone } from './spans.js';
import type { LanguageTag, Span, WrongLanguage } from './types.js';
import type { ScriptId } from './unicode/index.js';

/** A run of a script that is neither the language's own nor Latin. */
export interface ForeignRun extends Span {
  readonly id: ScriptId;
}

export interface Scene {
  /** In Normalisation Form C; where damage is, nothing that could be read. */
  readonly text: string;
  /** Bits of the units that the text holds, of damage and foreign punctuation. */
  readonly marks: number;
  /** What looks like damage, in order. */
  readonly damage: readonly Damage[];
  readonly policy: Policy;
  readonly identifier: Identifier;
  readonly prompt: PromptTerms;
  /** What exemptions cover by what it is, as far as the policy lets them: code, URLs, formulas, allowed terms; sorted and disjoint. */
  readonly zones: readonly Zone[];
  /** Round brackets, where they excuse anything; sorted and disjoint. */
  readonly brackets: readonly Span[];
  /** Quotations; sorted and disjoint. Looked for when first asked for. */
  readonly quotations: () => readonly Span[];
  /** Those of them without a letter of the language, where Latin script is a guest. */
  readonly foreignQuotations: () => readonly Span[];
  /** What tells names of programs from words of English. Looked for when first asked for. */
  readonly technical: () => TechnicalText;
  /** Runs of other scripts, and Latin words where Latin script is a guest; in order. */
  readonly runs: readonly ForeignRun[];
  /** Tells what stands in code and where. Made when first asked for. */
  readonly places: () => Places;
  readonly words: readonly LatinWord[];
  readonly han: HanVerdict;
  /** Words side by side that tell another language of the same script; in order. */
  readonly siblings: readonly SiblingRun[];
}

/** What the main language of a scene is, and what is in others all the same. */
export interface MainLanguage {
  /** Null where it is the one asked for. */
  readonly wrongLanguage: WrongLanguage | null;
  /** Segments in other languages of the same script. */
  readonly lines: readonly ForeignLine[];
  /** Words with a letter that the language is not written with, and runs of words that tell another one, outside those segments. */
  readonly marked: readonly MarkedSpan[];
}

/** A word with a foreign letter; where the language is named, a run of words that tell it. */
export interface MarkedSpan extends Span {
  readonly language?: LanguageTag;
}

/** A segment in another language of the same script. */
export interface ForeignLine extends Span {
  readonly language: string;
  readonly quoted: boolean;
}
