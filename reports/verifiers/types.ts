/** What MiniMax-Provider-Verifier and K2-Vendor-Verifier measure, of their own results, with what they leave out: intervals, and how much more would tell. */

import type { More, Units } from '../statistics/index.js';
import type { Rate } from '../types.js';

/** By the names of their documentation: K2-Vendor-Verifier's `tool_call_f1` is `toolcalls_trigger_similarity`. */
export const METRICS = [
  'query_success_rate',
  'finish_tool_calls_rate',
  'tool_calls_match_rate',
  'toolcalls_trigger_similarity',
  'schema_accuracy',
  'response_success_rate_not_only_reasoning',
  'language_following_success_rate',
  'scenario_check_pass_rate',
  'error_repeating_success_rate',
] as const;
export type Metric = (typeof METRICS)[number];

/** A metric of a target, and whether it is told from the reference's. */
export interface MetricRow {
  readonly target: string;
  readonly metric: Metric;
  /** Of a similarity, `mixed` are the requests for which both called tools, `of` those for which either did, and `rate` is the F1 score with its interval. */
  readonly rate: Rate;
  /** The reference's; of a similarity, that of its own runs among themselves. Null of the reference, and where it is not known. */
  readonly reference_rate: Rate | null;
  /** Two-sided, adjusted for the targets that are told from the reference by this metric; null where it cannot be told. */
  readonly p_adjusted: number | null;
  readonly verdict: 'higher' | 'lower' | 'undecided' | null;
  /** What would tell, if rates stay as they are: requests besides, or runs of all of them. */
  readonly more: More | null;
  readonly units: Units;
}

/** How the responses of a target ended. */
export interface Finishes {
  readonly target: string;
  readonly tool_calls: number;
  readonly stop: number;
  readonly others: number;
  readonly failed: number;
}

export interface VerifierReport {
  readonly reference: string | null;
  readonly finishes: readonly Finishes[];
  readonly metrics: readonly MetricRow[];
}
