/** What a gate comes to, as data: what every format is written from. docs/formats.md describes each field. */

import type { More } from '../statistics/index.js';
import type { Comparison, Rate } from '../types.js';
import type { Inference } from '../units.js';

export type GateVerdict = 'pass' | 'fail' | 'undecided';

/**
 * What a row is held to: `margin`, not to be worse by as much; `worse`, not to be significantly worse; `collapse`, the same of what becomes of answers
 * besides; `max`, not to be more than a share.
 */
export type GateRule = 'margin' | 'worse' | 'collapse' | 'max';

export interface GateRow
  extends Pick<Comparison, 'baseline' | 'candidate' | 'measure' | 'language' | 'script'> {
  readonly rule: GateRule;
  readonly baseline_rate: Rate;
  readonly candidate_rate: Rate;
  /** Candidate's rate minus baseline's, -1..1, with the ends of its interval; of `max` the ends of the candidate's rate, and no difference. */
  readonly delta: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Level of the interval, 0..1. */
  readonly level: number | null;
  readonly units: Comparison['units'];
  /** What it may be worse by, or may be at most, as a fraction; null where it is held to nothing but not to be significantly worse. */
  readonly margin: number | null;
  readonly verdict: GateVerdict;
  /** What would have to be asked besides to decide it, if rates stay as they are; null where it is decided, or more of the same would not. */
  readonly more: More | null;
  /** Of a run that is asked until it is decided: prompts that were observed before the row was decided. */
  readonly prompts?: number;
  /** The same: what bets have won against "worse by the margin" (or a rate of the share and more), and against "not worse" (or a rate of the share and less); 1 / alpha decides. */
  readonly e_values?: { readonly within: number | null; readonly beyond: number };
  /** Why it is undecided, where that is not for want of answers. */
  readonly why?: string;
  /** There where it counts just the samples of another row, and so for nothing by itself: in a single language, with a single script, or where no words are mixed. */
  readonly duplicate?: true;
  /** A waiver that it falls under: then it counts for nothing. */
  readonly waived?: { readonly until: string; readonly why: string };
}

/** What one candidate comes to. */
export interface GateCandidate {
  readonly candidate: string;
  readonly verdict: GateVerdict;
  /** Questions that have no answer, of either side: then it is never a pass. */
  readonly unanswered: { readonly baseline: number; readonly candidate: number };
  /** There where it is asked until it is decided: then its rows are by a test that may be looked at all the time. */
  readonly sequential?: {
    /** Whether nothing more has to be asked. */
    readonly decided: boolean;
    /** Prompts that were observed, and those of the plan. */
    readonly prompts: number;
    readonly of: number;
  };
}

export interface GateResult {
  readonly schema: 1;
  /** The worst of the candidates'. */
  readonly verdict: GateVerdict;
  /** Whether a question has no answer, of any side: then what is undecided is not taken for anything else. */
  readonly incomplete: boolean;
  readonly baseline: string;
  readonly detector: { readonly version: string; readonly policy: string };
  readonly inference: Inference;
  /** One-sided level of each test. */
  readonly alpha: number;
  readonly candidates: readonly GateCandidate[];
  readonly rows: readonly GateRow[];
  /** What sides are called where people read, by their names; missing where none has a label. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Of the sides those with an answer of Offscript's embedded simulator; missing where there are none. */
  readonly simulated?: readonly string[];
  /** Waivers that no row fell under. */
  readonly unused_waivers?: readonly { readonly until: string; readonly why: string }[];
}
