/** Candidate against baseline, cell by cell: difference, interval, test, verdict. */

import {
  type Counted,
  type Event,
  LOSSES,
  type Outcomes,
  type Paired,
  type RateName,
  SIGNS,
  type Sign,
} from './judging/index.js';
import { lengthChange } from './lengths.js';
import { cellOf, rateOf } from './rates.js';
import { languagesIn, PAIRED_FROM, type Sides, type Where } from './sides.js';
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
import type { CollapseSign, ComparedSign, Comparison, LengthChange, Verdict } from './types.js';
import { rivals } from './warnings.js';

/** Level of the test after adjustment. */
const ALPHA = 0.05;

/** What is compared: an outcome, or a sign of collapse that single answers show. */
type Compared = Event | { readonly measure: Sign };

/** What becomes of answers besides, compared as rates. */
const WORSE = [...SIGNS, ...LOSSES] as const;

const isSign = (compared: Compared): compared is { readonly measure: Sign } =>
  SIGNS.some((sign) => sign === compared.measure);

/** Events and trials scaled to the effective number of samples, for a test that takes them as independent. */
function scaled({ events, trials, effective }: Pooled): [number, number] {
  const n = Math.floor(effective);
  return [trials === 0 ? 0 : Math.round((events / trials) * n), n];
}

/** What is counted of a target in a language; undefined where it has no answers there. */
function countedIn(tally: TargetTally, language: string, compared: Compared): Counted | undefined {
  return isSign(compared)
    ? tally.measures.collapseIn(language)?.counted(compared.measure)
    : tally.languages.get(language)?.counted(compared);
}

/** The prompts of which both targets have the same repeats, by language and in the candidate's order. */
function pairsOf({ candidate, baseline, promptOf }: Sides, where: Where, compared: Compared): Paired[] {
  return languagesIn(candidate, where).flatMap((language) => {
    const ours = countedIn(candidate, language, compared);
    const theirs = countedIn(baseline, language, compared);
    if (ours === undefined || theirs === undefined) return [];
    return ours.samples.pairs(theirs.samples, promptOf, ours.test, theirs.test);
  });
}

function clustersOf(tally: TargetTally, where: Where, compared: Compared): Cluster[] {
  return languagesIn(tally, where).flatMap((language) => {
    const counted = countedIn(tally, language, compared);
    if (counted === undefined) return [];
    return counted.samples.clusters(counted.test).filter(({ trials }) => trials > 0);
  });
}

/** Rates, correlation and p value: all over the same samples, the shared ones where targets are compared as pairs. */
function compareSamples(sides: Sides, where: Where, compared: Compared) {
  const ours = clustersOf(sides.candidate, where, compared);
  const theirs = clustersOf(sides.baseline, where, compared);
  const pairs = pairsOf(sides, where, compared);
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

type Row = Omit<Comparison, 'p_adjusted' | 'verdict' | 'collapse'>;

function compareCell(sides: Sides, where: Where, compared: Compared): Row {
  const { one, two, phi, test, p } = compareSamples(sides, where, compared);
  const interval = newcombe(one, two, phi);
  return {
    ...sides.ids,
    language: where,
    script: compared.measure === 'mixing' ? compared.script : '*',
    measure: compared.measure,
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
function eventsOf(language: string, { baseline, candidate }: Sides): Event[] {
  const both = [baseline, candidate].flatMap((tally) => tally.languages.get(language) ?? []);
  const scripts = new Set(both.flatMap((outcomes) => outcomes.scripts()));
  return [
    { measure: 'mixing', script: '*' },
    // Where no words are mixed, all mixing is of scripts.
    ...(isIn(both, 'word_mixing') ? eventsIn(both, ['script_mixing', 'word_mixing']) : []),
    ...[...scripts].sort().map((script): Event => ({ measure: 'mixing', script })),
    ...eventsIn(both, ['wrong_language', 'code_mixing', 'damage', 'punctuation']),
  ];
}

/** The events of all languages: always those that a release is judged by. */
const overallEvents = (sides: readonly Outcomes[]): Event[] => [
  { measure: 'script_mixing' },
  { measure: 'mixing', script: '*' },
  { measure: 'wrong_language' },
  ...eventsIn(sides, ['word_mixing', 'code_mixing', 'damage', 'punctuation']),
];

const isIn = (outcomes: readonly Outcomes[], measure: RateName): boolean =>
  outcomes.some((one) => one.has({ measure }));

const eventsIn = (outcomes: readonly Outcomes[], measures: readonly RateName[]): Event[] =>
  measures.filter((measure) => isIn(outcomes, measure)).map((measure) => ({ measure }));

function verdictOf(delta: number | null, p: number | null): Verdict {
  if (delta === null || p === null || delta === 0 || p >= ALPHA) return 'inconclusive';
  return delta < 0 ? 'better' : 'worse';
}

/** Rows with Holm's adjustment over all of them. */
function adjusted(rows: readonly Row[]): Comparison[] {
  const tested = rows.flatMap(({ p }) => (p === null ? [] : [p]));
  const left = holm(tested)[Symbol.iterator]();
  return rows.map((row) => {
    const p = row.p === null ? null : (left.next().value ?? null);
    return { ...row, p_adjusted: p, verdict: verdictOf(row.delta, p) };
  });
}

/** A sign that is more frequent by less than this, a fraction of the answers, explains no change of mixing that anybody would act on. */
const WORSE_BY = 0.01;

/** What became of more of a candidate's answers there; in all languages, of those in any. */
const worseSigns = <Measure extends ComparedSign>(
  measures: readonly Measure[],
  where: Where,
  rows: readonly Comparison[],
): Measure[] =>
  measures.filter((sign) =>
    rows.some(
      ({ language, measure, verdict, delta }) =>
        (where === '*' || language === where) &&
        measure === sign &&
        verdict === 'worse' &&
        (delta ?? 0) >= WORSE_BY,
    ),
  );

/** Rates that fall where answers are in another language, shorter, or dead. */
const MIXES: ReadonlySet<Comparison['measure']> = new Set([
  'mixing',
  'script_mixing',
  'word_mixing',
  'code_mixing',
]);

/** Ratio of lengths under which answers are shorter: by a third or more. */
const SHORTER = 2 / 3;

/**
 * Whether answers are so much shorter that this alone could have made them mix less: with a slip as likely in every stretch of a text, of answers `ratio` times as long
 * 1 - (1 - rate)^ratio would be mixed, and the candidate's interval does not lie under that.
 */
function fellByLength(
  { measure, baseline_rate: before, candidate_rate: after }: Comparison,
  change: LengthChange | undefined,
): boolean {
  if (!MIXES.has(measure) || before.rate === null || after.high === null) return false;
  if (change === undefined || change.ratio === null || (change.high ?? 1) >= SHORTER) return false;
  return after.high >= 1 - (1 - before.rate) ** change.ratio;
}

/** Clean answers that nothing but their prompt excuses, as a share of those that are scored; with whether they rival those that are mixed. */
function excusedIn(
  { languages, measures }: TargetTally,
  where: Where,
): { readonly rate: number; readonly rivals: boolean } {
  const all = [...languages].flatMap(([language, outcomes]) =>
    where === '*' || language === where ? [outcomes] : [],
  );
  const { excused_by_prompt: excused = 0 } = where === '*' ? measures.ofTarget() : measures.ofLanguage(where);
  const { scored, mixing } = cellOf(all);
  const { mixed } = mixing;
  return { rate: scored === 0 ? 0 : excused / scored, rivals: rivals(excused, mixed) };
}

/**
 * Whether a rate of mixing fell since prompts excuse more of what answers hold: they rival what was found, and with them beside it the
 * interval of the difference does not lie under 0. What prompts excuse is counted and has no interval of its own.
 */
function fellByExcuse({ measure, language, high }: Comparison, { baseline, candidate }: Sides): boolean {
  if (!MIXES.has(measure) || high === null) return false;
  const [before, after] = [excusedIn(baseline, language), excusedIn(candidate, language)];
  return after.rivals && after.rate > before.rate && high + after.rate - before.rate >= 0;
}

/** A row of mixing or wrong language with what else changed: where answers collapsed, or are in another language instead, a lower rate is not better. */
function withCollapse(
  row: Comparison,
  rows: readonly Comparison[],
  signs: readonly Comparison[],
  lengths: readonly LengthChange[],
  sides: Sides,
): Comparison {
  const change = lengths.find(({ language }) => language === row.language);
  const shorter = row.verdict === 'better' && fellByLength(row, change);
  const collapse: CollapseSign[] = [
    ...worseSigns(WORSE, row.language, signs),
    ...(MIXES.has(row.measure) ? worseSigns(['wrong_language'], row.language, rows) : []),
    ...(shorter ? (['shorter'] as const) : []),
    ...(row.verdict === 'better' && fellByExcuse(row, sides) ? (['excused'] as const) : []),
  ];
  if (collapse.length === 0) return row;
  return { ...row, verdict: row.verdict === 'better' ? 'degraded' : row.verdict, collapse };
}

/** What became of a candidate. */
export interface Change {
  readonly comparisons: readonly Comparison[];
  readonly lengths: readonly LengthChange[];
}

/**
 * All rows of one pair of targets: all languages together, then each language with every intruding script, over the languages that
 * both were asked in; then the signs of collapse. Holm's adjustment goes over all rows of the first kind, and over all of the second.
 */
export function compareTargets(
  [baselineId, baseline]: readonly [string, TargetTally],
  [candidateId, candidate]: readonly [string, TargetTally],
): Change {
  const sides: Sides = {
    ids: { baseline: baselineId, candidate: candidateId },
    baseline,
    candidate,
    promptOf: candidate.promptsIn(baseline),
  };
  const both = [...baseline.languages.keys()].filter((language) => candidate.languages.has(language)).sort();
  const same = both.length === baseline.languages.size && both.length === candidate.languages.size;
  const overall = overallEvents(
    both.flatMap((tag) => [baseline, candidate].flatMap((tally) => tally.languages.get(tag) ?? [])),
  );
  const places: Where[] = [...(same ? (['*'] as const) : []), ...both];
  const rows = places.flatMap((where) =>
    (where === '*' ? overall : eventsOf(where, sides)).map((event) => compareCell(sides, where, event)),
  );
  const signs = places
    .flatMap((where) => WORSE.map((measure) => compareCell(sides, where, { measure })))
    .filter((row) => row.baseline_rate.mixed + row.candidate_rate.mixed > 0);
  const lengths = places.flatMap((where) => lengthChange(sides, where) ?? []);
  const [outcomes, tested] = [adjusted(rows), adjusted(signs)];
  return {
    comparisons: [...outcomes.map((row) => withCollapse(row, outcomes, tested, lengths, sides)), ...tested],
    lengths,
  };
}
