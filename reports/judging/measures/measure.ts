/** What a measure of a sample is: taken where the sample is judged, added up over a target's samples, shown in columns and sections. */

import type { Identified } from '../../../detectors/core/index.js';
import type { Detection, LanguageTag, LcbOptions, Policy } from '../../../detectors/index.js';
import type { LanguageRow } from '../../arrange.js';
import type { Cell, Column, Place, Section } from '../../cells.js';
import type { LatentTally } from '../../latent/index.js';
import type { LanguageReport, TargetReport } from '../../types.js';
import type { Inference } from '../../units.js';
import type { Case, JudgedFields } from '../case.js';
import type { Collapse } from '../collapse.js';
import type { Outcome } from '../outcome.js';
import type { Outcomes } from '../outcomes.js';
import type { MeasureValues } from './index.js';

/** What is measured on demand. */
export interface Wanted {
  /** The literature's measures. */
  readonly lcb?: object | undefined;
}

/** What measures are taken with that is loaded once for all samples. */
export interface Tools {
  /** How the literature's measures are taken; there where they are wanted. */
  readonly literature?: LcbOptions;
}

/** A sample that was judged, with what further texts of it are judged by. There is none of a failed request. */
export interface Seen {
  readonly case: Case<JudgedFields>;
  readonly policy: Policy;
  readonly context: Identified;
  readonly outcome: Outcome;
  /** Of the answer; null where it was not looked at. */
  readonly detection: Detection | null;
}

/** Whose value it is that is added up. */
export interface Asked {
  readonly language: LanguageTag;
  /** Id of the prompt. */
  readonly id: string;
  /** The prompt's number in the tally that the state is part of. */
  readonly prompt: number;
  readonly repeat: number;
  /** Fingerprint of the answer's text; 0 where none was looked at. */
  readonly text: number;
  /** How many samples of the target were added before. */
  readonly nth: number;
}

/** Tells the text of a prompt of a tally from the texts of others: two prompts with other ids may be the same question. */
export type TextOf = (prompt: number) => number;

/** How a tally is added to another. */
export interface Joining {
  /** The number that a prompt of the one that is added has in the other. */
  readonly promptOf: (prompt: number) => number;
  /** How many samples of the target the other one has already. */
  readonly before: number;
}

/** What a target's samples came to, language by language, and what its rates speak of. */
export interface Drawn {
  readonly inference: Inference;
  readonly outcomes: ReadonlyMap<LanguageTag, Outcomes>;
}

/** A column of the table of languages; `whole` is its cell over all languages, empty where missing. */
export type LanguageColumn = Column<LanguageRow<LanguageReport>> & {
  readonly whole?: (target: TargetReport) => Cell;
};

/** Where a measure is shown. */
export interface Shown {
  readonly target?: readonly Column<TargetReport>[];
  readonly language?: readonly LanguageColumn[];
  /** Tables of its own. */
  readonly sections?: readonly Section[];
  /** A line each of what a reader should know of a target. */
  readonly notes?: (target: TargetReport, place: Place) => readonly string[];
}

/**
 * A measure. What it takes of a sample is plain data, since it may come from another thread; its type stands among the
 * {@link MeasureValues}. `State` is what the values of a target in one language add up to.
 */
export interface Measure<
  Id extends keyof MeasureValues,
  State,
  OfTarget extends object,
  OfLanguage extends object,
> {
  /** Names its values and states; it stands in stored tallies and never changes. */
  readonly id: Id;
  /** Whether it is taken; always where missing. */
  wanted?(wanted: Wanted): boolean;
  /** What takes it of single samples; undefined of one that it says nothing about. */
  judge(tools: Tools): (seen: Seen) => MeasureValues[Id];
  /** The state before the first sample of a tally whose prompts have these texts. */
  empty(textOf: TextOf): State;
  /** Adds the value of a sample to the state. */
  tally(state: State, value: NonNullable<MeasureValues[Id]>, asked: Asked): void;
  /** Adds another state, of other samples of the same target and language. */
  merge(state: State, other: State, joining: Joining): void;
  /**
   * The state as plain data, where an `Int32Array` may stand for a list of integers and a `Uint8Array` for base64; `fromJSON` makes it again of
   * either, or throws where it is none.
   */
  toJSON(state: State): unknown;
  fromJSON(json: unknown): State;
  /** Its fields in the report of a target, from the states of its languages. */
  ofTarget(states: ReadonlyMap<LanguageTag, State>, drawn: Drawn): OfTarget;
  /** Its fields in the report of a language. */
  ofLanguage(state: State): OfLanguage;
  /** What of it is compared between targets, and says what a change of mixing is worth; nothing where missing. */
  collapseOf?(state: State): Collapse;
  /** What of it is compared between targets beside what is counted; nothing where missing. */
  latentOf?(state: State): LatentTally;
  readonly columns: Shown;
}
