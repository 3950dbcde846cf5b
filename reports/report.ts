/** The report: runs that are added up in, plain data out. */

import { DETECTOR_VERSION, UNICODE_VERSION } from '../detectors/bare/index.js';
import { sha256, UserError } from '../files/index.js';
import type { SeriesStep } from '../store/index.js';
import { baselineOf, comparingOf, gateOf, orderOf, type ReportRequest } from './asked.js';
import { type Attribution, attribute } from './attributing/index.js';
import type { Besides } from './besides.js';
import { type Change, type Comparing, compareTargets } from './comparing/index.js';
import type { TalliedRun } from './counted.js';
import type { Compare } from './gate/index.js';
import { gateIn } from './gated.js';
import { isSameJudge } from './judgement/index.js';
import { mitigationsOf } from './mitigating.js';
import { type RunHead, sourceOf } from './runs.js';
import { type Series, seriesOf } from './series/index.js';
import type { TallyKey } from './tally/index.js';
import { type NamedTally, targetReports, targetsOf } from './targets.js';
import type { Report, RunSource } from './types.js';
import { type UntilDecided, untilDecidedOf } from './until-decided.js';
import { compareVendors } from './vendors/index.js';
import { verifierReport } from './verifiers/index.js';
import { warningsAbout } from './warnings.js';

/** Level of the intervals of rates. */
const LEVEL = 0.95;

/** What is told of a report's targets, by the names that these have in it. */
type Targets = ReadonlyMap<string, NamedTally>;

/** What all tallies of a report must have in common. Throws an error where they have not. */
function common(tallied: readonly TalliedRun[]): Pick<TallyKey, 'detector' | 'measures' | 'lcb'> {
  const [first, ...others] = tallied.map(({ tally }) => {
    const { detector, measures, lcb } = tally.key;
    return { detector, measures, lcb };
  });
  if (first === undefined) return { detector: DETECTOR_VERSION, measures: [], lcb: null };
  const other = others.find((key) => sha256(key) !== sha256(first));
  if (other === undefined) return first;
  throw new UserError(
    `samples judged by ${JSON.stringify(first)} are not compared with samples judged by ${JSON.stringify(other)}`,
    '',
    'judge all of them by one version',
  );
}

/** Compares, and remembers what it came to: tables and gate ask for the same. */
function remembering(): Compare {
  const known = new Map<string, Change>();
  return (baseline, candidate, comparing) => {
    const name = JSON.stringify([baseline[0], candidate[0], comparing]);
    const change = known.get(name) ?? compareTargets(baseline, candidate, comparing);
    known.set(name, change);
    return change;
  };
}

function changesFrom(
  baseline: string | null,
  targets: Targets,
  comparing: Comparing,
  compare: Compare,
): Pick<Report, 'comparisons' | 'lengths' | 'latent_changes' | 'flips'> {
  const before = baseline === null ? undefined : targets.get(baseline);
  if (baseline === null || before === undefined) return { comparisons: [], lengths: [], flips: [] };
  const changes = [...targets]
    .filter(([id]) => id !== baseline)
    .map(([id, { tally }]) => compare([baseline, before.tally], [id, tally], comparing));
  const latents = changes.flatMap((change) => change.latents);
  return {
    comparisons: changes.flatMap(({ comparisons }) => comparisons),
    lengths: changes.flatMap(({ lengths }) => lengths),
    ...(latents.length > 0 && { latent_changes: latents }),
    flips: changes.flatMap(({ flips }) => flips ?? []),
  };
}

/** The series that was asked for, as the field of a report. */
function seriesIn(
  order: readonly SeriesStep[] | undefined,
  targets: Targets,
  baseline: string | null,
  comparing: Required<Comparing>,
): { readonly series?: Series } {
  if (order === undefined) return {};
  const tallies = new Map(Array.from(targets, ([id, { tally }]) => [id, tally]));
  return { series: seriesOf(order, tallies, baseline, { ...comparing, level: LEVEL }) };
}

/** Where mixing comes from, by the targets that say what they are made of. What takes it away is held to the gate of the first run that has one. */
function attributionOf(
  runs: readonly RunHead[],
  targets: Targets,
  comparing: Required<Comparing>,
): Attribution | undefined {
  const cells = Array.from(targets, ([target, { described, tally }]) => ({
    target,
    factors: described.factors,
    price: described.prices?.output,
    tally,
  })).flatMap(({ factors, ...cell }) => (factors === undefined ? [] : [{ ...cell, factors }]));
  const { max, margin } = gateOf(runs.find(({ manifest }) => manifest.gate !== undefined));
  const [, most] = max.find(([place]) => place === '*') ?? [];
  return attribute(cells, {
    ...comparing,
    removes: most === undefined ? { rule: 'margin', limit: margin } : { rule: 'max', limit: most },
  });
}

/** Variants of targets beside these. */
const variantsIn = (targets: Targets, comparing: Comparing) =>
  mitigationsOf(
    Array.from(targets, ([id, { described, run, tally }]) => ({ ...described, run, named: [id, tally] })),
    comparing,
  );

function vendorsIn(
  runs: readonly RunHead[],
  targets: Targets,
  { facts, reference }: NonNullable<Besides['vendors']>,
  { inference }: Required<Comparing>,
) {
  const seed = runs.find(({ manifest }) => manifest.seed !== undefined)?.manifest.seed ?? 0;
  const vendors = Array.from(targets, ([id, { described, tally }]) => ({ id, described, tally }));
  return compareVendors(vendors, facts, { reference: reference ?? null, inference, seed });
}

function runSource({ run, torn, tally: { key } }: TalliedRun, until: UntilDecided | undefined): RunSource {
  const { lastJudged } = run;
  const isOther = lastJudged !== undefined && !isSameJudge(lastJudged, key);
  return {
    ...sourceOf(run, torn, isOther ? lastJudged : undefined),
    ...(until && { until_decided: { decided: until.decided, questions: until.questions } }),
  };
}

/** The report on runs that are added up. Throws UserError: an unknown baseline, runs that were judged otherwise. */
export function reportOn(
  tallied: readonly TalliedRun[],
  {
    baseline,
    inference,
    series,
    day,
    besides = {},
  }: ReportRequest & { readonly besides?: Partial<Besides> | undefined } = {},
): Report {
  const { detector, lcb } = common(tallied);
  const runs = tallied.map(({ run }) => run);
  const policies = new Set(tallied.map(({ tally }) => tally.key.policy));
  const decided = new Map(tallied.map((one) => [one.run, untilDecidedOf(one)]));
  const targets = targetsOf(tallied, decided);
  const comparing = comparingOf(runs, inference);
  const { vendors, checks } = besides;
  const known = baselineOf(runs, [...targets.keys()], baseline ?? vendors?.reference);
  const order = orderOf(runs, [...targets.keys()], series);
  const compared = vendors && vendorsIn(runs, targets, vendors, comparing);
  const verifier = checks && verifierReport(checks, vendors?.reference ?? known, comparing.inference);
  const attribution = attributionOf(runs, targets, comparing);
  const mitigations = variantsIn(targets, comparing);
  const reports = targetReports(targets, comparing.inference).map((target) => {
    const vendor = compared?.targets.get(target.id);
    return { ...target, ...(vendor && { vendor }) };
  });
  const warnings = warningsAbout(reports);
  const compare = remembering();
  const gated =
    compared === undefined && attribution === undefined
      ? gateIn(tallied, known, { ...comparing, compare, day })
      : undefined;
  return {
    schema: 1,
    detector: { version: detector, policy: [...policies].join(', '), unicode: UNICODE_VERSION },
    ...(lcb && { lcb: { identifier: 'fasttext', words: lcb.words } }),
    runs: tallied.map((one) => runSource(one, decided.get(one.run))),
    level: LEVEL,
    inference: comparing.inference,
    baseline: known,
    ...(warnings.length > 0 && { warnings }),
    targets: reports,
    ...(gated && { gate: gated }),
    ...changesFrom(known, targets, comparing, compare),
    ...seriesIn(order, targets, known, comparing),
    ...(compared && { vendors: compared.vendors }),
    ...(verifier && { verifier }),
    ...(attribution && { attribution }),
    ...(mitigations.length > 0 && { mitigations }),
  };
}
