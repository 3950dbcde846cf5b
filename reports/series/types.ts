/** A series as data: checkpoints in order, and what became of each rate along them. */

import type { LanguageTag } from '../../detectors/bare/index.js';
import type { SeriesStep } from '../../store/index.js';
import type { RateName } from '../judging/index.js';
import type { Trend, Units } from '../statistics/index.js';
import type { Comparison, Rate, Verdict } from '../types.js';

/** A step against another target, over what they share. Adjusted for all changes of its kind in the series. */
export type SeriesChange = Pick<
  Comparison,
  'delta' | 'low' | 'high' | 'level' | 'units' | 'test' | 'p' | 'p_adjusted' | 'verdict' | 'collapse'
> & {
  /** What it is compared with. */
  readonly from: string;
};

/** A rate at a step. */
export interface SeriesPoint {
  readonly target: string;
  readonly rate: Rate;
  /** Wider than the interval of the rate: all steps of the row lie in theirs with 95%. Null where there is no scored sample. */
  readonly band: { readonly low: number; readonly high: number } | null;
  /** Against the step before it that has samples; null at the first one. */
  readonly before: SeriesChange | null;
  /** Against the baseline; null of the baseline itself. */
  readonly baseline: SeriesChange | null;
}

/** Whether a rate rises or falls along the steps. */
export interface SeriesTrend {
  /** Change of the rate from the first step to the last along a straight line, -1..1 (fractions), with its interval at `level`. */
  readonly change: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
  /** The same for 1 along the steps: for one of their numbers, or from one step to the next. */
  readonly slope: number;
  /** Those with samples at two steps or more. */
  readonly prompts: number;
  readonly units: Units;
  readonly method: Trend['method'];
  /** Two-sided. */
  readonly p: number;
  /** Adjusted for the other rows of the series, but of the headline. */
  readonly p_adjusted: number;
  /** `worse` where it rises. */
  readonly verdict: Verdict;
  /** For reference: all samples of a step are taken for independent, which repeats are not. */
  readonly cochran_armitage: { readonly z: number; readonly p: number } | null;
}

/** A rate along a series, in a language or in all of them (`*`). */
export interface SeriesRow {
  readonly language: LanguageTag | '*';
  readonly measure: 'mixing' | RateName;
  /** One for each step. */
  readonly points: readonly SeriesPoint[];
  /** Null where no prompt has samples at two steps. */
  readonly trend: SeriesTrend | null;
  /** The first step from which on all are significantly worse than the baseline, with the adjusted p value of that; null where the last one is not. */
  readonly broke: { readonly target: string; readonly p_adjusted: number } | null;
}

/** Checkpoints in order. */
export interface Series {
  /** The lowest first. */
  readonly steps: readonly SeriesStep[];
  /** What slopes go along: the numbers of the steps, or their places. */
  readonly along: 'step' | 'index';
  /** What all steps are compared with; it need not be one of them. */
  readonly baseline: string;
  /** Targets of the report that are no part of it. */
  readonly left_out: readonly string[];
  /** All languages first; that is left out where not all steps were asked in the same ones. */
  readonly rows: readonly SeriesRow[];
}
