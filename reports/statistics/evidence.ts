/** What two targets' samples tell of the difference between them, as plain numbers: what tests are made of, and what more of the same would tell. */

import { type Cluster, type Pooled, pooledBy, type Units } from './clusters.js';
import { type ClusterPair, discordantOf } from './discordant.js';
import {
  type Difference,
  type Discordant,
  type Events,
  noDifference,
  pairedScore,
  unpairedScore,
} from './score.js';

/** Prompts that were asked, and repeats of each on the average. */
interface Asked {
  readonly prompts: number;
  readonly repeats: number;
  /** How many samples tell as much as one. */
  readonly size: number;
}

export type Evidence = Asked & { readonly units: Units } & (
    | ({ readonly kind: 'paired' } & Discordant)
    | { readonly kind: 'independent'; readonly candidate: Events; readonly baseline: Events }
  );

const filled = <Own extends { readonly trials: number }>(clusters: readonly Own[]): Own[] =>
  clusters.filter(({ trials }) => trials > 0);

const trialsOf = (clusters: readonly { readonly trials: number }[]): number =>
  clusters.reduce((sum, { trials }) => sum + trials, 0);

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
    size: trials / discordant.n,
    ...discordant,
  };
}

const eventsOf = ({ events, trials, effective }: Pooled): Events => ({
  n: effective,
  events: (events / trials) * effective,
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
  return {
    kind: 'independent',
    units,
    prompts,
    repeats: (one.trials + two.trials) / (ours.length + theirs.length),
    size: (one.trials + two.trials) / (one.effective + two.effective),
    candidate: eventsOf(one),
    baseline: eventsOf(two),
  };
}

/** What it tells of the difference. */
export const differenceOf = (evidence: Evidence): Difference =>
  evidence.kind === 'paired' ? pairedScore(evidence) : unpairedScore(evidence.candidate, evidence.baseline);

const times = ({ n, events }: Events, factor: number): Events => ({ n: n * factor, events: events * factor });

/** `factor` times as much of the same. */
export function scaled(evidence: Evidence, factor: number): Evidence {
  if (evidence.kind === 'independent') {
    const { candidate, baseline } = evidence;
    return { ...evidence, candidate: times(candidate, factor), baseline: times(baseline, factor) };
  }
  const { n, worse, better } = evidence;
  return { ...evidence, n: n * factor, worse: worse * factor, better: better * factor };
}

/** The smallest p value that it could have come to, had all that differs fallen on one side. */
export function leastP(evidence: Evidence): number {
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
