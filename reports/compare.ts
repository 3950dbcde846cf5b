/** Candidate against baseline, cell by cell: difference, interval, test, verdict. */

import type { LanguageTag } from '../detectors/index.js';
import { rateOf } from './rate.js';
import { type Cluster, correlation, fisher, holm, newcombe, pool, signFlip } from './statistics/index.js';
import { type Event, happened, isScored, type PromptName, type TargetTally } from './tally.js';
import type { Comparison, Verdict } from './types.js';

/** Level of the test after adjustment. */
const ALPHA = 0.05;

/** Prompts that both targets were asked, with the clusters of each in the same order. */
interface Shared {
  readonly prompts: readonly PromptName[];
  readonly candidate: readonly Cluster[];
  readonly baseline: readonly Cluster[];
}

function sharedOf(
  candidate: ReadonlyMap<PromptName, Cluster>,
  baseline: ReadonlyMap<PromptName, Cluster>,
): Shared {
  const prompts = [...candidate.keys()].filter((prompt) => baseline.has(prompt));
  const pick = (clusters: ReadonlyMap<PromptName, Cluster>): Cluster[] =>
    prompts.map((prompt) => clusters.get(prompt) ?? { events: 0, trials: 0 });
  return { prompts, candidate: pick(candidate), baseline: pick(baseline) };
}

/** Per shared prompt: events of the candidate minus events of the baseline over the repeats that both have scored. */
function differences(
  candidate: TargetTally,
  baseline: TargetTally,
  language: LanguageTag | '*',
  event: Event,
): number[] {
  const others = new Map(baseline.prompts(language));
  const found: number[] = [];
  for (const [prompt, repeats] of candidate.prompts(language)) {
    const other = others.get(prompt);
    if (other === undefined) continue;
    let difference = 0;
    for (const [repeat, outcome] of repeats.entries()) {
      const pair = other[repeat];
      if (!isScored(outcome) || !isScored(pair)) continue;
      difference += Number(happened(event, outcome)) - Number(happened(event, pair));
    }
    found.push(difference);
  }
  return found;
}

/** Share of prompts that must be shared for samples to be tested as pairs. */
const PAIRED_FROM = 0.5;

function compareCell(
  [baselineId, baseline]: readonly [string, TargetTally],
  [candidateId, candidate]: readonly [string, TargetTally],
  language: LanguageTag | '*',
  event: Event,
): Omit<Comparison, 'p_adjusted' | 'verdict'> {
  const ours = candidate.clusters(language, event);
  const theirs = baseline.clusters(language, event);
  const [one, two] = [pool([...ours.values()]), pool([...theirs.values()])];
  const shared = sharedOf(ours, theirs);
  const share = shared.prompts.length / Math.max(ours.size, theirs.size, 1);
  const paired = share >= PAIRED_FROM;
  const phi = paired ? share * correlation(shared.candidate, shared.baseline) : 0;
  const interval = newcombe(one, two, phi);
  const scale = ({ events, trials, effective }: typeof one): [number, number] => {
    const n = Math.floor(effective);
    return [Math.round((events / trials) * n), n];
  };
  const p = paired
    ? signFlip(differences(candidate, baseline, language, event))
    : fisher(...scale(one), ...scale(two));
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
    test: interval === null ? 'none' : paired ? 'sign-flip' : 'fisher',
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
