/** What two targets' samples tell of the difference between them, as plain numbers: what tests are made of, and what more of the same would tell. */

import { type Cluster, designEffect, knownFrom, type Pooled, pooledBy, type Units } from './clusters.js';
import { type ClusterPair, discordantOf } from './discordant.js';
import {
  type Difference,
  type Discordant,
  type Events,
  noDifference,
  pairedScore,
  unpairedScore,
} from './score.js';
import { fisherMid, signFlipMid } from './tests.js';

/** Prompts that were asked, and repeats of each on the average. */
interface Asked {
  readonly prompts: number;
  readonly repeats: number;
  /** How many samples of a prompt tell as much as one. */
  readonly size: number;
}

/** Exact p values of no difference, two-sided: of what is there, and the smallest that was possible. */
interface Exact {
  readonly p: number;
  readonly least: number;
}

export type Evidence = Asked & {
  readonly units: Units;
  /** Where there are few samples. */
  readonly exact?: Exact | undefined;
} & (
    | ({ readonly kind: 'paired' } & Discordant)
    | { readonly kind: 'independent'; readonly candidate: Events; readonly baseline: Events }
  );

const filled = <Own extends { readonly trials: number }>(clusters: readonly Own[]): Own[] =>
  clusters.filter(({ trials }) => trials > 0);

const trialsOf = (clusters: readonly { readonly trials: number }[]): number =>
  clusters.reduce((sum, { trials }) => sum + trials, 0);

/** Prompts that differ, up to which the exact test has a say. */
const FEW = 30;

/** Of sides that share nothing: what the rarest of their four counts may be expected to come to, which is as much as of so many prompts that differ on either side. */
const FEW_EXPECTED = FEW / 2;

/** Sum of differences up to which it is taken: its time and memory grow with it. */
const MOST_DIFFERENCE = 10_000;

function exactOfPairs(pairs: readonly ClusterPair[]): Exact | undefined {
  const differences = pairs.flatMap(({ candidate, baseline }) =>
    candidate === baseline ? [] : [candidate - baseline],
  );
  return exactOfDifferences(differences);
}

/** Of single samples, which is what effective numbers speak of. */
function exactOfDiscordant({ worse, better }: Discordant): Exact | undefined {
  const [up, down] = [Math.round(worse), Math.round(better)];
  if (up + down > FEW) return undefined;
  return exactOfDifferences([...new Array<number>(up).fill(1), ...new Array<number>(down).fill(-1)]);
}

function exactOfDifferences(differences: readonly number[]): Exact | undefined {
  const most = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  if (differences.length > FEW || most > MOST_DIFFERENCE) return undefined;
  return { p: signFlipMid(differences), least: signFlipMid(differences.map(Math.abs)) };
}

function exactOf(one: Events, two: Events): Exact | undefined {
  const [n1, n2] = [Math.floor(one.n), Math.floor(two.n)];
  if (Math.min(n1, n2) < 1) return undefined;
  const [events1, events2] = [Math.round((one.events / one.n) * n1), Math.round((two.events / two.n) * n2)];
  const all = events1 + events2;
  const rarest = (Math.min(n1, n2) * Math.min(all, n1 + n2 - all)) / (n1 + n2);
  if (rarest > FEW_EXPECTED) return undefined;
  const least = (most: number): number => fisherMid(most, n1, all - most, n2);
  return {
    p: fisherMid(events1, n1, events2, n2),
    least: Math.min(least(Math.min(n1, all)), least(Math.max(0, all - n2))),
  };
}

/** Of the same prompts, which were drawn. Null where there is none. */
export function pairedEvidence(pairs: readonly ClusterPair[]): Evidence | null {
  const own = filled(pairs);
  if (own.length === 0) return null;
  const discordant = discordantOf(own);
  const trials = trialsOf(own);
  return {
    kind: 'paired',
    units: 'prompts',
    prompts: own.length,
    repeats: trials / own.length,
    size: (trials / discordant.n) * (own.length < 2 || own.length === trials ? 1 : knownFrom(own.length)),
    exact: exactOfPairs(own),
    ...discordant,
  };
}

const eventsOf = ({ events, trials, effective }: Pooled): Events => ({
  n: effective,
  events: (events / trials) * effective,
});

/** Of single pairs, of which so many differ. */
export const discordantEvidence = (discordant: Discordant): Evidence => ({
  kind: 'paired',
  units: 'prompts',
  prompts: discordant.n,
  repeats: 1,
  size: 1,
  exact: exactOfDiscordant(discordant),
  ...discordant,
});

/** Of clusters that share nothing, drawn as `units` says. Null where a side has no sample. */
export function independentEvidence(
  candidate: readonly Cluster[],
  baseline: readonly Cluster[],
  units: Units,
): Evidence | null {
  const [ours, theirs] = [filled(candidate), filled(baseline)];
  const [one, two] = [pooledBy(units, ours), pooledBy(units, theirs)];
  if (one.effective === 0 || two.effective === 0) return null;
  const prompts = Math.min(ours.length, theirs.length);
  const [after, before] = [eventsOf(one), eventsOf(two)];
  return {
    kind: 'independent',
    units,
    prompts,
    repeats: (one.trials + two.trials) / (ours.length + theirs.length),
    size: (one.trials + two.trials) / (one.trials / designEffect(ours) + two.trials / designEffect(theirs)),
    exact: exactOf(after, before),
    candidate: after,
    baseline: before,
  };
}

/** What it tells of the difference. */
export const differenceOf = (evidence: Evidence): Difference => ({
  ...(evidence.kind === 'paired'
    ? pairedScore(evidence)
    : unpairedScore(evidence.candidate, evidence.baseline)),
  exact: evidence.exact?.p,
});

const times = ({ n, events }: Events, factor: number): Events => ({ n: n * factor, events: events * factor });

/** `factor` times as much of the same: where the exact test has a say, it has until there are no few samples any more. */
export function scaled(evidence: Evidence, factor: number): Evidence {
  const isFew = evidence.exact !== undefined;
  if (evidence.kind === 'independent') {
    const [candidate, baseline] = [times(evidence.candidate, factor), times(evidence.baseline, factor)];
    return { ...evidence, exact: isFew ? exactOf(candidate, baseline) : undefined, candidate, baseline };
  }
  const { n, worse, better } = evidence;
  const discordant = { n: n * factor, worse: worse * factor, better: better * factor };
  return { ...evidence, exact: isFew ? exactOfDiscordant(discordant) : undefined, ...discordant };
}

/** The smallest p value that it could have come to, had all that differs fallen on one side. */
export const leastP = (evidence: Evidence): number =>
  Math.max(evidence.exact?.least ?? 0, leastScore(evidence));

function leastScore(evidence: Evidence): number {
  if (evidence.kind === 'paired') {
    const { n, worse, better } = evidence;
    return noDifference(pairedScore({ n, worse: worse + better, better: 0 }));
  }
  const { candidate, baseline } = evidence;
  const all = candidate.events + baseline.events;
  const onOne = (one: Events, two: Events): number => {
    const events = Math.min(one.n, all);
    return noDifference(unpairedScore({ n: one.n, events }, { n: two.n, events: all - events }));
  };
  return Math.min(onOne(candidate, baseline), onOne(baseline, candidate));
}
