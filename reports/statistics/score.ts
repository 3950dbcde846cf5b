/**
 * Score tests of "the candidate's rate minus the baseline's is so and so", for paired and for independent samples. Interval, p value and
 * test of a margin are all the same test: an interval leaves out 0 where the p value is under its level, and nowhere else.
 */

import type { Interval } from './intervals.js';
import { normalQuantile, normalTail } from './normal.js';

/** What is known of a difference of rates. */
export interface Difference {
  /** Candidate's rate minus baseline's, -1..1. */
  readonly delta: number;
  /** Standard normal score of the difference being `at`; falls as `at` grows. */
  readonly score: (at: number) => number;
  /** Of few samples the exact p value of no difference, two-sided: then it is never under that, since a score is too sure of itself there. */
  readonly exact?: number | undefined;
}

/** Pairs that differ, of `n`: all may be effective numbers. */
export interface Discordant {
  readonly n: number;
  /** The candidate has the event and the baseline has not, and the other way. */
  readonly worse: number;
  readonly better: number;
}

/** Samples of one target, and those with the event; both may be effective numbers. */
export interface Events {
  readonly n: number;
  readonly events: number;
}

const scoreOf = (distance: number, variance: number): number => {
  if (distance === 0) return 0;
  return distance / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
};

/** Tango's score of a difference of paired proportions (Statistics in Medicine 17, 1998, 891-908); at 0 it is McNemar's without correction. */
export function pairedScore({ n, worse, better }: Discordant): Difference {
  const delta = n > 0 ? (worse - better) / n : 0;
  return {
    delta,
    score(at) {
      const b = (2 * n - worse + better) * at - worse - better;
      const c = -better * at * (1 - at);
      const fewest = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
      return scoreOf(n * (delta - at), n * (2 * fewest + at * (1 - at)));
    },
  };
}

/** The baseline's rate that is likeliest where the candidate's is `at` more (Miettinen and Nurminen, Statistics in Medicine 4, 1985, 213-226, appendix I). */
function likeliest(candidate: Events, baseline: Events, at: number): number {
  const n = candidate.n + baseline.n;
  const events = candidate.events + baseline.events;
  const l2 = ((candidate.n + 2 * baseline.n) * at - n - events) / (3 * n);
  const l1 = ((baseline.n * at - n - 2 * baseline.events) * at + events) / (3 * n);
  const l0 = (baseline.events * at * (1 - at)) / n;
  const q = l2 ** 3 - (3 * l1 * l2) / 2 + l0 / 2;
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, l2 * l2 - l1));
  const cosine = p === 0 ? 0 : Math.max(-1, Math.min(1, q / p ** 3));
  const rate = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - l2;
  return Math.max(0, -at, Math.min(1, 1 - at, rate));
}

/** Miettinen and Nurminen's score of a difference of independent proportions; at 0 it is the chi-squared test with (n - 1)/n. */
export function unpairedScore(candidate: Events, baseline: Events): Difference {
  const delta = candidate.events / candidate.n - baseline.events / baseline.n;
  const n = candidate.n + baseline.n;
  return {
    delta,
    score(at) {
      const two = likeliest(candidate, baseline, at);
      const one = Math.max(0, Math.min(1, two + at));
      const variance = (one * (1 - one)) / candidate.n + (two * (1 - two)) / baseline.n;
      return scoreOf(delta - at, (variance * n) / Math.max(1, n - 1));
    },
  };
}

/** The probability of as large a difference where there is none: two-sided. */
export const noDifference = ({ score, exact = 0 }: Difference): number =>
  Math.min(1, Math.max(exact, 2 * normalTail(Math.abs(score(0)))));

/** The probability of as large a difference, or a larger one, where there is none: one-sided. */
export function pWorse(difference: Difference): number {
  const half = noDifference(difference) / 2;
  return difference.score(0) > 0 ? half : 1 - half;
}

/** The probability of as small a difference, or a smaller one, where it is the margin: one-sided. */
export const pWithin = ({ score }: Difference, margin: number): number => normalTail(-score(margin));

const HALVINGS = 60;

/** Where the score falls to `wanted`, between two places. */
function placeOf({ score }: Difference, wanted: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (score(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** All differences that the test at 1 - `level`, two-sided, lets stand. */
export function intervalOf(difference: Difference, level: number): Interval {
  const z = normalQuantile((1 - level) / 2);
  const { delta } = difference;
  const low = placeOf(difference, z, -1, delta);
  const high = placeOf(difference, -z, delta, 1);
  return noDifference(difference) < 1 - level
    ? { low, high }
    : { low: Math.min(0, low), high: Math.max(0, high) };
}
