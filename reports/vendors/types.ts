/** What a comparison of vendors holds: offers of the same weights, asked the same. docs/method.md defines each number. */

import type { RateName, Sign } from '../judging/index.js';
import type { More, PerUnit, Quantiles, RankSet, Units } from '../statistics/index.js';
import type { Rate } from '../types.js';

/** How a request ends other than with an answer to judge, and what it took: of samples, the fewer the better. */
export type ServiceMeasure = 'error' | 'refused' | 'empty' | 'cut_off' | 'only_reasoning' | 'retried';

/** What vendors have a rate of. */
export type VendorRate = 'mixing' | RateName | Sign | ServiceMeasure;

/** What they are told apart by besides: geometric means of milliseconds, and cost of a clean answer. */
export type VendorAmount = 'latency' | 'first_token' | 'cost_of_clean';

export type VendorMeasure = VendorRate | VendorAmount;

/** Means of an answer, as the endpoint counted its tokens; `of` answers that it counted them for. */
export interface TokensPerAnswer {
  readonly of: number;
  readonly prompt: PerUnit;
  readonly completion: PerUnit;
  /** Part of the completion; null where it was reported of no answer. */
  readonly reasoning: PerUnit | null;
}

/** In the currency of the suite's prices. */
export interface Cost {
  readonly total: number;
  /** Of all answers whose tokens are known. */
  readonly per_answer: PerUnit;
  /** All that was paid for each clean answer; null where there is none. */
  readonly per_clean_answer: PerUnit | null;
}

/** When a vendor was asked, beside another one. Seconds. */
export interface Beside {
  readonly first_asked: string;
  readonly last_asked: string;
  /** Whom the distances are taken from: the reference, or where there is none or this is it, whoever else was asked the same question at the greatest distance. */
  readonly beside: string | null;
  /** Questions that both were asked. */
  readonly questions: number;
  readonly median: number | null;
  readonly p95: number | null;
  readonly longest: number | null;
  /** Questions asked further apart than ten minutes. */
  readonly far: number;
}

/** What asking one vendor came to. */
export interface VendorTarget {
  /** Requests that brought no answer, of all; what they came to stands in `attempts` of the target. */
  readonly failed_requests: Rate;
  readonly error: Rate;
  readonly refused: Rate;
  /** Neither an answer nor a call of a tool. */
  readonly empty: Rate;
  /** Answers that a limit of length ended. */
  readonly cut_off: Rate;
  /** Reasoning, and neither an answer nor a call of a tool. */
  readonly only_reasoning: Rate;
  /** Samples that took more than one request. */
  readonly retried: Rate;
  /** Tokens of the completion a second: behind the first token where responses were streamed, else of the whole request. */
  readonly tokens_per_second: (Quantiles & { readonly streamed: boolean }) | null;
  readonly tokens: TokensPerAnswer | null;
  /** Null where the suite has no prices of it. */
  readonly cost: Cost | null;
  readonly asked: Beside | null;
  /** By measure the ranks that the comparison of all pairs leaves open. */
  readonly ranks: Readonly<Partial<Record<VendorMeasure, RankSet>>>;
}

interface PairBase {
  readonly baseline: string;
  readonly candidate: string;
  /** Level of the interval, 0..1: that at which the row is tested. */
  readonly level: number | null;
  /** Two-sided; adjusted for the pairs that are told apart by the same measure. */
  readonly p: number | null;
  readonly p_adjusted: number | null;
  readonly verdict: 'better' | 'worse' | 'inconclusive';
}

/** Two vendors by a rate: candidate's less baseline's. */
export interface RatePair extends PairBase {
  readonly kind: 'rate';
  readonly measure: VendorRate;
  readonly baseline_rate: Rate;
  readonly candidate_rate: Rate;
  readonly delta: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly units: Units;
  /** What would decide, if rates stay as they are; null where it is decided, or nothing would. */
  readonly more: More | null;
}

/** Two vendors by an amount: candidate's by baseline's, over the prompts that both answered. */
export interface RatioPair extends PairBase {
  readonly kind: 'ratio';
  readonly measure: VendorAmount;
  readonly prompts: number;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type VendorPair = RatePair | RatioPair;

/** A vendor against itself: how often a split of its own answers is called different. */
export interface AgainstItself {
  readonly target: string;
  readonly measure: VendorRate | 'latency' | 'any';
  /** What was split at random: the repeats of each prompt, or the prompts. */
  readonly split: 'repeats' | 'prompts';
  readonly splits: number;
  readonly significant: number;
  /** Share of splits, with its 95% interval; the splits are independent, given the answers. */
  readonly share: Rate;
  readonly alpha: number;
  /** `too_often`: the whole interval lies over one and a half times alpha. Of `any`, which is no test, nothing is said. */
  readonly verdict: 'calibrated' | 'too_often' | null;
}

export interface VendorReport {
  readonly reference: string | null;
  /** Against the reference, or all pairs. */
  readonly pairs: readonly VendorPair[];
  readonly against_itself: readonly AgainstItself[];
  /** Targets that are asked just as the reference is: the same address, model and parameters. What tells them apart is a false alarm, or an endpoint that drifts. */
  readonly again: readonly string[];
  /** Seed of the splits. */
  readonly seed: number;
}
