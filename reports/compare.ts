/** Candidate against baseline, cell by cell: difference, interval, test, verdict. */

import type { LanguageTag } from '../detectors/index.js';
import { rateOf } from './rate.js';
import {
  type Cluster,
  correlation,
  fisher,
  holm,
  newcombe,
  type Pooled,
  pool,
  signFlip,
} from './statistics/index.js';
import { type Event, happened, isScored, type TargetTally } from './tally.js';
import type { Comparison, Verdict } from './types.js';

/** Level of the test after adjustment. */
const ALPHA = 0.05;

/** What both targets have scored: clusters of each over the same prompts and repeats, and their differences. */
interface Pairs {
  readonly candidate: readonly Cluster[];
  readonly baseline: readonly Cluster[];
  /** Per prompt: events of the candidate minus events of the baseline. */
  readonly differences: readonly number[];
}

function pairsOf(
  candidate: TargetTally,
  baseline: TargetTally,
  language: LanguageTag | '*',
  event: Event,
): Pairs {
  const others = new Map(baseline.prompts(language));
  const pairs = { candidate: [] as Cluster[], baseline: [] as Cluster[], differences: [] as number[] };
  for (const [prompt, repeats] of candidate.prompts(language)) {
    const other = others.get(prompt) ?? [];
    let trials = 0;
    let ours = 0;
    let theirs = 0;
    for (const [repeat, outcome] of repeats.entries()) {
      const pair = other[repeat];
      if (!isScored(outcome) || !isScored(pair)) continue;
      trials++;
      if (happened(event, outcome)) ours++;
      if (happened(event, pair)) theirs++;
    }
    if (trials === 0) continue;
    pairs.candidate.push({ events: ours, trials });
    pairs.baseline.push({ events: theirs, trials });
    pairs.differences.push(ours - theirs);
  }
  return pairs;
}

/** Share of scored prompts that must be shared for samples to be compared as pairs. */
const PAIRED_FROM = 0.5;

/** Events and trials scaled to the effective number of samples, for a test that takes them as independent. */
function scaled({ events, trials, effective }: Pooled): [number, number] {
  const n = Math.floor(effective);
  return [trials === 0 ? 0 : Math.round((events / trials) * n), n];
}

/** Rates, correlation and p value: all over the same samples, the shared ones where targets are compared as pairs. */
function compareSamples(
  candidate: TargetTally,
  baseline: TargetTally,
  language: LanguageTag | '*',
  event: Event,
) {
  const pairs = pairsOf(candidate, baseline, language, event);
  const clusters = [candidate, baseline].map((tally) =>
    [...tally.clusters(language, event).values()].filter(({ trials }) => trials > 0),
  );
  const [ours = [], theirs = []] = clusters;
  if (pairs.differences.length >= PAIRED_FROM * Math.max(ours.length, theirs.length, 1)) {
    return {
      one: pool(pairs.candidate),
      two: pool(pairs.baseline),
      phi: correlation(pairs.candidate, pairs.baseline),
      test: 'sign-flip' as const,
      p: signFlip(pairs.differences),
    };
  }
  const [one, two] = [pool(ours), pool(theirs)];
  return { one, two, phi: 0, test: 'fisher' as const, p: fisher(...scaled(one), ...scaled(two)) };
}

function compareCell(
  [baselineId, baseline]: readonly [string, TargetTally],
  [candidateId, candidate]: readonly [string, TargetTally],
  language: LanguageTag | '*',
  event: Event,
): Omit<Comparison, 'p_adjusted' | 'verdict'> {
  const { one, two, phi, test, p } = compareSamples(candidate, baseline, language, event);
  const interval = newcombe(one, two, phi);
  return {
    baseline: baselineId,
    candidate: candidateId,
    language,
    script: event.measure === 'mixing' ? event.script : '*',
    measure: event.measure,
    baseline_rate: rateOf(two),
    candidate_rate: rateOf(one),
    delta: interval?.delta ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    test: interval === null ? 'none' : test,
    p: interval === null ? null : p,
  };
}

/** The events worth a row: those that happened in either target. */
function eventsOf(language: LanguageTag, baseline: TargetTally, candidate: TargetTally): Event[] {
  const scripts = new Set([...baseline.scripts(language), ...candidate.scripts(language)]);
  const wrong = baseline.count(language).wrong_language + candidate.count(language).wrong_language > 0;
  return [
    { measure: 'mixing', script: '*' },
    ...[...scripts].sort().map((script): Event => ({ measure: 'mixing', script })),
    ...(wrong ? [{ measure: 'wrong_language' } as const] : []),
  ];
}

function verdictOf(delta: number | null, p: number | null): Verdict {
  if (delta === null || p === null || delta === 0 || p >= ALPHA) return 'inconclusive';
  return delta < 0 ? 'better' : 'worse';
}

/**
 * All rows of one pair of targets: all languages together, then each language with every intruding script, over the languages that
 * both were asked in. Holm's adjustment goes over all these rows.
 */
export function compareTargets(
  baseline: readonly [string, TargetTally],
  candidate: readonly [string, TargetTally],
): Comparison[] {
  const [, before] = baseline;
  const [, after] = candidate;
  const both = before.languages.filter((language) => after.languages.includes(language));
  const same = both.length === before.languages.length && both.length === after.languages.length;
  const overall: Event[] = [{ measure: 'mixing', script: '*' }, { measure: 'wrong_language' }];
  const rows = [
    ...(same ? overall.map((event) => compareCell(baseline, candidate, '*', event)) : []),
    ...both.flatMap((language) =>
      eventsOf(language, before, after).map((event) => compareCell(baseline, candidate, language, event)),
    ),
  ];
  const tested = rows.flatMap(({ p }) => (p === null ? [] : [p]));
  const adjusted = holm(tested)[Symbol.iterator]();
  return rows.map((row) => {
    const p = row.p === null ? null : (adjusted.next().value ?? null);
    return { ...row, p_adjusted: p, verdict: verdictOf(row.delta, p) };
  });
}
