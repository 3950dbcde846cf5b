/**
 * Samples of one prompt are alike: repeats tell less than as many different prompts would. A cluster is a prompt with what
 * happened in its repeats.
 */

import { Z } from './normal.js';
import { studentQuantile } from './student.js';

export interface Cluster {
  /** Samples with the event, at most `trials`. */
  readonly events: number;
  /** Scored samples. */
  readonly trials: number;
  /** How many of them tell something of their own, where that is known: 1 where all are the same text given back. As many as `trials` where missing. */
  readonly observations?: number;
}

export interface Pooled {
  readonly events: number;
  readonly trials: number;
  /** `trials` divided by the design effect: as many independent samples would tell as much. */
  readonly effective: number;
}

/** Correlation of samples of one prompt that is assumed where the data cannot show any (Kish, Survey Sampling, 1965, 5.4). */
export const ASSUMED_CORRELATION = 0.3;

/** How many samples of a cluster tell as much as one, where the data cannot show it. */
export const assumedSize = (trials: number, observations = trials): number =>
  observations < trials ? trials / observations : 1 + (trials - 1) * ASSUMED_CORRELATION;

/**
 * How many samples of a cluster tell as much as one: the variance over clusters (`squares`) by that of independent samples, with `weight`
 * events of the size `likely` added to both, so that few events do not tell it by chance.
 */
export const sizeFrom = (squares: number, independent: number, likely: number, weight = 1): number =>
  (squares + weight * likely * likely) / (independent + weight * likely);

/** What is left of an effective number whose variance is known from so many clusters: (z/t)^2 with one degree of freedom less (Korn and Graubard, Survey Methodology 24, 1998, 193-201). */
export const knownFrom = (clusters: number): number => (Z / studentQuantile(clusters - 1)) ** 2;

/** Correlations that are tried. */
const CORRELATIONS = [0, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;

/** The stretch that each of them stands for: half of the way to its neighbours. */
const STRETCHES = CORRELATIONS.map(
  (at, i) => ((CORRELATIONS[i + 1] ?? at) - (CORRELATIONS[i - 1] ?? at)) / 2,
);

/** ln of the probability of so many events of so many trials with this correlation, for the terms that depend on it: sums over 0 to `most`. */
function betaBinomial(rate: number, alike: number, most: number): (events: number, trials: number) => number {
  const sums = (start: number): Float64Array => {
    const values = new Float64Array(most + 1);
    for (let i = 0; i < most; i++)
      values[i + 1] = (values[i] as number) + Math.log(start * (1 - alike) + i * alike);
    return values;
  };
  const [happened, not, all] = [sums(rate), sums(1 - rate), sums(1)];
  return (events, trials) =>
    (happened[events] as number) + (not[trials - events] as number) - (all[trials] as number);
}

/** More repeats than anybody asks. */
const MOST_TRIALS = 2 ** 26;

/** How many clusters have come to the same. */
interface ClusterKind {
  readonly events: number;
  readonly trials: number;
  n: number;
}

/** Kinds of clusters up to which they are counted in a table. */
const TABLE = 2 ** 16;

/** The kinds of clusters, by events and then by trials, of which there are `most` at most. */
function kindsOf(clusters: readonly Cluster[], most: number): ClusterKind[] {
  if ((most + 1) ** 2 > TABLE) return kindsAmong(clusters);
  const table = new Uint32Array((most + 1) ** 2);
  for (const { events, trials } of clusters) {
    const place = events * (most + 1) + trials;
    table[place] = (table[place] as number) + 1;
  }
  const kinds: ClusterKind[] = [];
  for (const [place, n] of table.entries())
    if (n > 0) kinds.push({ events: Math.floor(place / (most + 1)), trials: place % (most + 1), n });
  return kinds;
}

/** The kinds in one order, whatever that of the clusters: sums of fractions depend on it. */
function sortedKinds(clusters: readonly Cluster[]): ClusterKind[] {
  let most = 0;
  for (const { trials } of clusters) most = Math.max(most, trials);
  return kindsOf(clusters, most);
}

/** The same, of whatever numbers. */
function kindsAmong(clusters: readonly Cluster[]): ClusterKind[] {
  const kinds = new Map<number, ClusterKind>();
  for (const { events, trials } of clusters) {
    const name = events * MOST_TRIALS + trials;
    const kind = kinds.get(name);
    if (kind === undefined) kinds.set(name, { events, trials, n: 1 });
    else kind.n++;
  }
  return [...kinds].sort(([one], [other]) => one - other).map(([, kind]) => kind);
}

/**
 * How many samples of a cluster tell as much as one, where rates of prompts are beta distributed: the mean over the likelihood of all {@link CORRELATIONS}, none of them likelier
 * beforehand (Skellam's beta-binomial, Journal of the Royal Statistical Society B 10, 1948, 257-261).
 */
function likelySize(clusters: readonly Cluster[], rate: number): number {
  let [trials, squares, most] = [0, 0, 0];
  for (const { trials: own } of clusters) {
    trials += own;
    squares += own * own;
    most = Math.max(most, own);
  }
  const sorted = kindsOf(clusters, most);
  const likelihoods = CORRELATIONS.map((alike) => {
    const ln = betaBinomial(rate, alike, most);
    let sum = 0;
    for (const { events, trials: own, n } of sorted) sum += n * ln(events, own);
    return sum;
  });
  const highest = Math.max(...likelihoods);
  let [whole, mean] = [0, 0];
  for (const [i, alike] of CORRELATIONS.entries()) {
    const weight = (STRETCHES[i] as number) * Math.exp((likelihoods[i] as number) - highest);
    whole += weight;
    mean += weight * alike;
  }
  return 1 + (squares / trials - 1) * (mean / whole);
}

interface Sums {
  readonly events: number;
  readonly trials: number;
  readonly filled: number;
  readonly observations: number;
}

function sumsOf(clusters: readonly Cluster[]): Sums {
  let [events, trials, filled, seen] = [0, 0, 0, 0];
  for (const { events: happened, trials: own, observations = own } of clusters) {
    events += happened;
    trials += own;
    if (own > 0) filled++;
    seen += Math.min(own, observations);
  }
  return { events, trials, filled, observations: seen };
}

/** Variance of the rate of clusters: the ratio estimator's (Cochran, Sampling Techniques, 1977, 2.11 and 11.7). Of two clusters or more. */
export function clusteredVariance(clusters: readonly Cluster[]): number {
  const { events, trials, filled } = sumsOf(clusters);
  let squares = 0;
  for (const kind of sortedKinds(clusters))
    squares += kind.n * (kind.events - (events / trials) * kind.trials) ** 2;
  return (filled / (filled - 1)) * (squares / trials ** 2);
}

/** Events of the likeliest size that are added to those that are seen, and clusters that tell of a variance however few events there are (`npm run bench:decisions`). */
const LIKELY = 2;
const TELLING = 9;

/** As many clusters as tell of the variance, where so many events, or samples without, could show it: with few of them only those that have any. */
export const tellingOf = (clusters: number, rarer: number): number => Math.min(clusters, TELLING + rarer);

const showsSize = ({ events, trials, filled }: Sums): boolean =>
  filled >= 2 && filled < trials && events > 0 && events < trials;

/** How many samples of a cluster tell as much as one, 1 at least: by what clusters show, which lean on what is likeliest where that is little. */
function shownSize(clusters: readonly Cluster[], { events, trials }: Sums): number {
  const rate = events / trials;
  const seen = sizeFrom(
    clusteredVariance(clusters) * trials ** 2,
    rate * (1 - rate) * trials,
    likelySize(clusters, rate),
    LIKELY,
  );
  return Math.max(1, seen);
}

/** The design effect, 1 at least: how many samples of a cluster tell as much as one, as the clusters show it or as it is assumed. What is lost since few clusters tell of it is no part of it. */
export function designEffect(clusters: readonly Cluster[]): number {
  const sums = sumsOf(clusters);
  const { trials, filled, observations } = sums;
  if (filled === trials) return 1;
  const size = showsSize(sums) ? shownSize(clusters, sums) : 1 + (trials / filled - 1) * ASSUMED_CORRELATION;
  return Math.max(size, trials / observations);
}

/**
 * Correlation of samples of one cluster, 0..1, by the design effect that clusters show (Kish, Survey Sampling, 1965, 5.4); of repeats that are one text it is as if they showed it. Null
 * where they cannot: single samples, a single cluster, no event or nothing but events.
 */
export function correlationWithin(clusters: readonly Cluster[]): number | null {
  const sums = sumsOf(clusters);
  if (!showsSize(sums)) return null;
  const squares = clusters.reduce((sum, { trials }) => sum + trials * trials, 0);
  return Math.min(1, (designEffect(clusters) - 1) / (squares / sums.trials - 1));
}

/**
 * Adds clusters up: prompts are what was drawn. The design effect is the variance of the rate among clusters ({@link clusteredVariance}) over that of independent samples, at least 1; where few events would show it by chance it leans on the one that is likeliest ({@link likelySize}),
 * and a variance from few clusters is itself uncertain, so the effective number is reduced further by {@link knownFrom}.
 * With one sample a cluster there is nothing to correct. With one cluster, no event or nothing but
 * events the variance cannot be seen, and {@link ASSUMED_CORRELATION} stands in. Never more than the observations that there are.
 */
export function pool(clusters: readonly Cluster[]): Pooled {
  const sums = sumsOf(clusters);
  const { events, trials, filled, observations } = sums;
  if (filled === trials) return { events, trials, effective: trials };
  if (!showsSize(sums)) {
    const least = trials / (1 + (trials / filled - 1) * ASSUMED_CORRELATION);
    return { events, trials, effective: Math.min(least, observations) };
  }
  const size = shownSize(clusters, sums);
  const telling = tellingOf(filled, Math.min(events, trials - events) / size);
  const effective = Math.min(trials / size, observations) * knownFrom(telling);
  return { events, trials, effective };
}

/**
 * Adds clusters up where the prompts are given and their repeats are what was drawn: as many independent samples as there are. Where prompts differ, their repeats vary
 * less than samples of the pooled rate, by the variance within prompts (stratified sampling, Cochran 1977, 5.3); of a prompt with one
 * repeat that cannot be seen. Of repeats that are one text there is one observation.
 */
export function poolRepeats(clusters: readonly Cluster[]): Pooled {
  const { events, trials, observations } = sumsOf(clusters);
  if (trials === 0) return { events, trials, effective: 0 };
  const rate = events / trials;
  let within = 0;
  for (const { events: happened, trials: own, n } of sortedKinds(clusters))
    within +=
      n * (own > 1 ? (own * happened * (own - happened)) / (own * (own - 1)) : own * rate * (1 - rate));
  // One event more on both sides: few do not tell that prompts differ.
  const size = Math.min(1, (within + 1) / (rate * (1 - rate) * trials + 1));
  return { events, trials, effective: observations < trials ? observations : trials / size };
}

/** What was drawn: prompts, of which the repeats are clusters; or repeats of prompts that are given. */
export type Units = 'prompts' | 'repeats';

/** Adds clusters up by what was drawn. */
export const pooledBy = (units: Units, clusters: readonly Cluster[]): Pooled =>
  units === 'prompts' ? pool(clusters) : poolRepeats(clusters);

/**
 * Pearson's correlation of two samples' residuals over the same clusters, -1..1; 0 where either does not vary. A positive one is
 * taken one standard error (1 over the root of the number of clusters) nearer to 0: few clusters show a correlation by chance, and
 * a positive one makes intervals of differences narrower.
 */
export function correlation(left: readonly Cluster[], right: readonly Cluster[]): number {
  const residuals = (clusters: readonly Cluster[]): number[] => {
    const { events, trials } = pool(clusters);
    return clusters.map((cluster) => cluster.events - (events / trials) * cluster.trials);
  };
  const a = residuals(left);
  const b = residuals(right);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0;
    ab += value * other;
    aa += value * value;
    bb += other * other;
  }
  const found = aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  return found > 0 ? Math.max(0, found - 1 / Math.sqrt(left.length)) : found;
}
