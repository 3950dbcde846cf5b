/** A rate corrected by labels: what a detector misses and what it calls wrongly is estimated from answers that somebody read. */

import { betaQuantile } from './beta.js';
import type { Interval } from './intervals.js';

/** Answers that were drawn at random and labelled, and those of them that have what is counted. */
export interface Labelled {
  readonly labels: number;
  readonly positive: number;
}

export interface Corrected extends Interval {
  readonly rate: number;
}

/** Points of a distribution, each as likely as the others. */
type Points = Float64Array;

/**
 * A proportion of which `events` of `n` were seen, both perhaps effective numbers: its confidence distribution with the mid-P
 * correction, half that of Clopper and Pearson's lower ends and half that of the upper ones (Biometrika 26, 1934, 404-413; Lancaster, JASA 56,
 * 1961, 223-234). Where nothing was seen half of it is 0; where nothing was looked at it is anything.
 */
function pointsOf(events: number, n: number, each: number): Points {
  const points = new Float64Array(2 * each);
  for (let i = 0; i < each; i++) {
    const p = (i + 0.5) / each;
    points[i] = n > 0 && events <= 0 ? 0 : betaQuantile(p, n > 0 ? events : 1, n - events + 1);
    points[each + i] = n > 0 && events >= n ? 1 : betaQuantile(p, events + 1, n > 0 ? n - events : 1);
  }
  return points;
}

/** Points of each half of the distributions. */
interface Fineness {
  readonly share: number;
  readonly flagged: number;
  readonly unflagged: number;
}
const FINE: Fineness = { share: 40, flagged: 40, unflagged: 80 };
/** Enough to tell how wide an interval is, twenty times in a search. */
const COARSE: Fineness = { share: 10, flagged: 12, unflagged: 24 };

/** Steps from 0 to 1 in which the sum is counted. */
const STEPS = 1 << 16;

/** The ends between which 95% of `share * flagged + (1 - share) * unflagged` lies. */
function intervalOf(share: Points, flagged: Points, unflagged: Points): Interval {
  const counts = new Uint32Array(STEPS + 1);
  for (const part of share)
    for (const one of flagged)
      for (const other of unflagged) {
        const step = Math.round((part * one + (1 - part) * other) * STEPS);
        counts[step] = (counts[step] as number) + 1;
      }
  const all = share.length * flagged.length * unflagged.length;
  const at = (p: number): number => {
    let sum = 0;
    for (let step = 0; step <= STEPS; step++) {
      sum += counts[step] as number;
      if (sum > p * all) return step / STEPS;
    }
    return 1;
  };
  return { low: at(0.025), high: at(0.975) };
}

/** What was flagged of how many answers, and how many of them tell something of their own. */
export interface Flagged {
  readonly flagged: number;
  readonly trials: number;
  readonly effective: number;
}

/**
 * The rate of `trials` answers of which a detector flagged `flagged`, with `effective` of them telling something of their own, by labels
 * of some that it flagged and some that it did not: share * precision + (1 - share) * missed, the stratified estimate, which is what
 * prediction-powered inference comes to for a yes or no (Angelopoulos et al., Science 382, 2023, 669-674). The interval carries the draw of the
 * prompts, and of the labels in both strata. Null where a stratum that has answers has no label.
 */
export function correctedRate(
  { flagged, trials, effective }: Flagged,
  ofFlagged: Labelled,
  ofUnflagged: Labelled,
  fineness = FINE,
): Corrected | null {
  if (trials === 0) return null;
  if ((flagged > 0 && ofFlagged.labels === 0) || (flagged < trials && ofUnflagged.labels === 0)) return null;
  const share = flagged / trials;
  const part = ({ labels, positive }: Labelled): number => (labels === 0 ? 0 : positive / labels);
  const rate = share * part(ofFlagged) + (1 - share) * part(ofUnflagged);
  const interval = intervalOf(
    pointsOf(share * effective, effective, fineness.share),
    pointsOf(ofFlagged.positive, ofFlagged.labels, fineness.flagged),
    pointsOf(ofUnflagged.positive, ofUnflagged.labels, fineness.unflagged),
  );
  return { rate, low: Math.min(rate, interval.low), high: Math.max(rate, interval.high) };
}

/** Labels whose errors widen the interval by no more than this part are enough. */
const WIDER = 1.25;

/**
 * How many labels, half of them of flagged answers where there are as many, would make the interval at most a quarter wider than one from labels of
 * all answers, if the shares stay as they are.
 */
export function labelsToDo(of: Flagged, ofFlagged: Labelled, ofUnflagged: Labelled): number {
  const share = ({ labels, positive }: Labelled): number => (positive + 0.5) / (labels + 1);
  const widthBy = (flagged: number, unflagged: number): number => {
    const part = (labels: number, from: Labelled): Labelled => ({ labels, positive: labels * share(from) });
    const found = correctedRate(of, part(flagged, ofFlagged), part(unflagged, ofUnflagged), COARSE);
    return found === null ? 1 : found.high - found.low;
  };
  const rest = of.trials - of.flagged;
  const enough = WIDER * widthBy(of.flagged, rest);
  for (let labels = 50; ; labels = Math.ceil(labels * 1.2)) {
    const flagged = Math.min(of.flagged, Math.max(labels / 2, labels - rest));
    if (labels >= of.trials || widthBy(flagged, Math.min(rest, labels - flagged)) <= enough)
      return Math.min(labels, of.trials);
  }
}
