/** What a finder reports: a stretch that looks off-script, before anything excuses it. */

import type { Place } from '../code/index.js';
import type {
  DamageSort,
  Evidence,
  FindingKind,
  FindingZone,
  LanguageTag,
  ScriptCode,
  Span,
} from '../types.js';

/** Where a run stands. */
export interface Placed {
  /** `text` where missing. */
  readonly zone?: FindingZone;
  /** Where in code; missing in text. */
  readonly place?: Place;
}

/** A run of another script. */
export interface ScriptCandidate extends Span, Placed {
  readonly kind: 'script';
  readonly script: ScriptCode;
}

/** What a Latin word looks like, which decides what may excuse it. */
export type LatinForm =
  /** One letter. */
  | 'letter'
  /** A label at a line's head, as models leave it untranslated. */
  | 'label'
  /** All in capitals. */
  | 'capitals'
  /** With a capital at its start, or one inside as in iPhone. */
  | 'capital'
  | 'small';

/** A Latin word where Latin script is a guest. */
export interface LatinWord extends Span {
  readonly kind: 'word';
  readonly script: ScriptCode;
  readonly text: string;
  readonly form: LatinForm;
  /** True where it is fused to a word of the language: no term stands so. */
  readonly fused: boolean;
  /** Code units around it that an exemption can depend on. */
  readonly before: string;
  readonly after: string;
}

/** A word with a letter that the language is not written with, or a run of words that tell another language of the script. */
export interface MarkedWord extends Span {
  readonly kind: 'word';
  readonly script: ScriptCode;
  readonly form: 'marked';
  /** Of a run. */
  readonly language?: LanguageTag;
}

/** Words of another language side by side, or a single one, where Latin script is the language's own. */
export interface ForeignWords extends Span {
  readonly kind: 'word';
  readonly script: ScriptCode;
  readonly form: 'foreign';
  readonly text: string;
  /** The languages that have them all. */
  readonly languages: readonly LanguageTag[];
  /** Those in small letters that the language has not, each once. */
  readonly words: readonly string[];
  /** Code units around them that an exemption can depend on. */
  readonly before: string;
  readonly after: string;
}

/** A word of another language. */
export type WordCandidate = LatinWord | MarkedWord | ForeignWords;

/** Whether a word is a Latin one where Latin script is a guest. */
export const isLatinWord = (word: WordCandidate): word is LatinWord =>
  word.form !== 'marked' && word.form !== 'foreign';

/** A sentence or line in another language of the same script. */
export interface LineCandidate extends Span {
  readonly kind: 'line';
  readonly script: ScriptCode;
  readonly language: LanguageTag;
  /** True inside a quotation that stands in a line of the language. */
  readonly quoted: boolean;
}

/** Han that the language does not write. */
export interface HanCandidate extends Span, Placed {
  readonly kind: 'han';
  readonly script: ScriptCode;
  readonly evidence: Evidence;
  /** Set where it may as well be none: such a stretch is shown on request and counts as nothing. */
  readonly possible?: true;
}

/** Text that was broken on its way. */
export interface DamageCandidate extends Span {
  readonly kind: 'damage';
  readonly script: ScriptCode;
  readonly sort: DamageSort;
  readonly text: string;
  /** Set of what is a hint only. */
  readonly possible?: true;
}

/** A mark or digits of another script. */
export interface PunctuationCandidate extends Span {
  readonly kind: 'punctuation';
  readonly script: ScriptCode;
}

export type Candidate =
  | ScriptCandidate
  | HanCandidate
  | WordCandidate
  | LineCandidate
  | DamageCandidate
  | PunctuationCandidate;

/** The candidates of one kind. */
export type CandidateOf<K extends FindingKind> = Candidate extends infer C
  ? C extends { readonly kind: infer Own }
    ? K extends Own
      ? C
      : never
    : never
  : never;
