/** Candidate against baseline, cell by cell: difference, interval, test, verdict. */

import type { LanguageTag } from '../detectors/index.js';
import type { Event, Paired, PromptOf } from './judging/index.js';
import { countOf, rateOf } from './rates.js';
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
import type { TargetTally } from './tally.js';
import type { Comparison, Verdict } from './types.js';

/** Level of the test after adjustment. */
const ALPHA = 0.05;

/** The two targets of a comparison. */
interface Sides {
  readonly ids: Pick<Comparison, 'baseline' | 'candidate'>;
  readonly baseline: TargetTally;
  readonly candidate: TargetTally;
  /** The numbers that the candidate's prompts have in the baseline's tally. */
  readonly promptOf: PromptOf;
}

/** Share of scored prompts that must be shared for samples to be compared as pairs. */
const PAIRED_FROM = 0.5;

/** Events and trials scaled to the effective number of samples, for a test that takes them as independent. */
function scaled({ events, trials, effective }: Pooled): [number, number] {
  const n = Math.floor(effective);
  return [trials === 0 ? 0 : Math.round((events / trials) * n), n];
}

/** The languages that are compared: one, or all of them. */
type Where = LanguageTag | '*';

const outcomesIn = ({ languages }: TargetTally, where: Where) => {
  if (where === '*') return [...languages.values()];
  const outcomes = languages.get(where);
  return outcomes === undefined ? [] : [outcomes];
};

/** The prompts of which both targets have scored the same repeats, by language and in the candidate's order. */
function pairsOf({ candidate, baseline, promptOf }: Sides, where: Where, event: Event): Paired[] {
  const asked = where === '*' ? [...candidate.languages.keys()] : [where];
  return asked.flatMap((language) => {
    const [ours, theirs] = [candidate.languages.get(language), baseline.languages.get(language)];
    if (ours === undefined || theirs === undefined) return [];
    const [mine, other] = [ours.counted(event), theirs.counted(event)];
    return mine.samples.pairs(other.samples, promptOf, mine.test, other.test);
  });
}

/** Rates, correlation and p value: all over the same samples, the shared ones where targets are compared as pairs. */
function compareSamples(sides: Sides, where: Where, event: Event) {
  const clusters = (tally: TargetTally): Cluster[] =>
    outcomesIn(tally, where).flatMap((outcomes) =>
      outcomes.clusters(event).filter(({ trials }) => trials > 0),
    );
  const [ours, theirs] = [clusters(sides.candidate), clusters(sides.baseline)];
  const pairs = pairsOf(sides, where, event);
  if (pairs.length >= PAIRED_FROM * Math.max(ours.length, theirs.length, 1)) {
    const cluster = (events: number, trials: number, once: boolean): Cluster => ({
      events,
      trials,
      ...(once && { observations: 1 }),
    });
    const candidate = pairs.map(({ ours: events, trials, oursOnce }) => cluster(events, trials, oursOnce));
    const baseline = pairs.map(({ theirs: events, trials, theirsOnce }) =>
      cluster(events, trials, theirsOnce),
    );
    return {
      one: pool(candidate),
      two: pool(baseline),
      phi: correlation(candidate, baseline),
      test: 'sign-flip' as const,
      p: signFlip(pairs.map((pair) => pair.ours - pair.theirs)),
    };
  }
  const [one, two] = [pool(ours), pool(theirs)];
  return { one, two, phi: 0, test: 'fisher' as const, p: fisher(...scaled(one), ...scaled(two)) };
}

function compareCell(sides: Sides, where: Where, event: Event): Omit<Comparison, 'p_adjusted' | 'verdict'> {
  const { one, two, phi, test, p } = compareSamples(sides, where, event);
  const interval = newcombe(one, two, phi);
  return {
    ...sides.ids,
    language: where,
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
function eventsOf(language: LanguageTag, { baseline, candidate }: Sides): Event[] {
  const both = [baseline, candidate].flatMap((tally) => outcomesIn(tally, language));
  const scripts = new Set(both.flatMap((outcomes) => outcomes.scripts()));
  return [
    { measure: 'mixing', script: '*' },
    ...[...scripts].sort().map((script): Event => ({ measure: 'mixing', script })),
    ...(countOf(both).wrong_language > 0 ? [{ measure: 'wrong_language' } as const] : []),
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
  [baselineId, baseline]: readonly [string, TargetTally],
  [candidateId, candidate]: readonly [string, TargetTally],
): Comparison[] {
  const sides: Sides = {
    ids: { baseline: baselineId, candidate: candidateId },
    baseline,
    candidate,
    promptOf: candidate.promptsIn(baseline),
  };
  const both = [...baseline.languages.keys()].filter((language) => candidate.languages.has(language)).sort();
  const same = both.length === baseline.languages.size && both.length === candidate.languages.size;
  const overall: Event[] = [{ measure: 'mixing', script: '*' }, { measure: 'wrong_language' }];
  const rows = [
    ...(same ? overall.map((event) => compareCell(sides, '*', event)) : []),
    ...both.flatMap((language) =>
      eventsOf(language, sides).map((event) => compareCell(sides, language, event)),
    ),
  ];
  const tested = rows.flatMap(({ p }) => (p === null ? [] : [p]));
  const adjusted = holm(tested)[Symbol.iterator]();
  return rows.map((row) => {
    const p = row.p === null ? null : (adjusted.next().value ?? null);
    return { ...row, p_adjusted: p, verdict: verdictOf(row.delta, p) };
  });
}
