/** Builds the report: runs in, plain data out. */

import { DETECTOR_VERSION, type ScriptCode, UNICODE_VERSION } from '../detectors/bare/index.js';
import { sha256, UserError } from '../files/index.js';
import { fractionOf, type Reading, readingsOf, type SeriesStep, type TargetOrder } from '../store/index.js';
import { type Attribution, attribute } from './attributing/index.js';
import { type Besides, besidesOf } from './besides.js';
import { canaryReport } from './canaries.js';
import { type Comparing, compareTargets, HEADLINE } from './comparing/index.js';
import { countedRun, type ExemplifiedRun, judgeAndAdd, ownJudge, type TalliedRun } from './counted.js';
import { ExamplePicker } from './examples.js';
import { isSameJudge, type Recorder } from './judgement/index.js';
import { type Judge, Outcomes } from './judging/index.js';
import { correctedRates, type LabelledDraw } from './labels/index.js';
import { mitigationsOf, type Variant } from './mitigating.js';
import { cellOf, countOf, independence, scriptRates } from './rates.js';
import {
  questionsOf,
  type RunDescription,
  type RunHead,
  type RunInput,
  sourceOf,
  targetNames,
} from './runs.js';
import { type Series, seriesOf, stepsOf } from './series/index.js';
import type { TallyKey, TargetTally } from './tally/index.js';
import type { Examples, LanguageReport, Report, TargetReport } from './types.js';
import type { Inference } from './units.js';
import { untilDecidedOf } from './until-decided.js';
import { compareVendors } from './vendors/index.js';
import { verifierReport } from './verifiers/index.js';
import { warningsAbout } from './warnings.js';

/** Level of the intervals of rates. */
const LEVEL = 0.95;

export interface ReportOptions {
  /** Id of the target that others are compared with; without it the baseline of the first run that names one. */
  readonly baseline?: string | undefined;
  /** What the report speaks of; where missing, what its runs say. */
  readonly inference?: Inference | undefined;
  /** Targets that are checkpoints, the lowest step first; `true` for the order of the first run that has one, or else of all targets as they come. Where missing, of a run that has one. */
  readonly series?: TargetOrder | true | undefined;
  /** Compares the targets as vendors: with the one of this id, or each with each; where missing, as the first run that says anything of vendors says. */
  readonly vendors?: { readonly reference?: string } | undefined;
  /** Takes what each run's samples came to. */
  readonly recorderOf?: (run: RunInput) => Pick<Recorder, 'add'>;
  /** Who judges the samples; where missing, the calling thread does, by each run's own identifier. */
  readonly judge?: Judge | undefined;
}

/** A report, and the flagged texts for the page. */
export interface Built {
  readonly report: Report;
  readonly examples: Examples;
  /** What it was made from, for what else is to be told of it. */
  readonly tallied: readonly TalliedRun[];
}

/** A target's tally under the name that it has in the report. */
interface NamedTally {
  /** As the manifest describes it. */
  readonly described: RunDescription['targets'][number];
  readonly tally: TargetTally;
  /** What was labelled of its answers, and its name there. */
  readonly labelled: { readonly draws: readonly LabelledDraw[]; readonly id: string };
  /** Samples that there are to be; undefined where nothing says so. */
  readonly questions: number | undefined;
  /** What it said to the same small request, again and again. */
  readonly readings: readonly Reading[];
  /** Whether it is asked until it is decided, and is. */
  readonly isSettled: boolean;
}

function languageReport(
  { languages, measures }: TargetTally,
  language: string,
  scripts: readonly ScriptCode[],
  inference: Inference,
): LanguageReport {
  const outcomes = languages.get(language);
  const asked = outcomes === undefined ? [] : [outcomes];
  return {
    ...cellOf(asked, inference),
    scripts: scriptRates(asked, scripts, inference),
    ...measures.ofLanguage(language),
  };
}

/** The answered ones first, then the most frequent. */
const byFrequency = (attempts: ReadonlyMap<string, number>): (readonly [string, number])[] =>
  [...attempts].sort(
    ([a, n], [b, m]) => Number(b === 'answered') - Number(a === 'answered') || m - n || (a < b ? -1 : 1),
  );

function targetReport(
  id: string,
  named: NamedTally,
  scriptsOf: ReadonlyMap<string, readonly ScriptCode[]>,
  inference: Inference,
): TargetReport {
  const { described, tally, questions, isSettled, labelled } = named;
  const { label, model, sampling, system } = described;
  const { languages, fingerprints, models, attempts, effort, measures } = tally;
  const canary = canaryReport(named.readings);
  const all = [...languages.values()];
  const { error, empty, refused, too_short, asked_otherwise } = countOf(all);
  const cell = cellOf(all, inference);
  const corrected = correctedRates(labelled.draws, labelled.id, (measure, language) =>
    independence(language === '*' ? all : [languages.get(language) ?? new Outcomes()], measure, inference),
  );
  return {
    id,
    ...(label !== undefined && { label }),
    model,
    ...(sampling !== undefined && Object.keys(sampling).length > 0 && { sampling }),
    ...(system !== undefined && { system }),
    ...effort,
    ...(attempts.size > 0 && { attempts: Object.fromEntries(byFrequency(attempts)) }),
    ...(questions !== undefined &&
      questions > cell.samples && { [isSettled ? 'spared' : 'unanswered']: questions - cell.samples }),
    ...([...models.keys()].some((name) => name !== model) && { answered_by: Object.fromEntries(models) }),
    ...(canary && { canary }),
    ...(fingerprints.size > 1 && { fingerprints: Object.fromEntries(fingerprints) }),
    ...cell,
    excluded: { error, empty, refused, too_short, asked_otherwise },
    ...measures.ofTarget(),
    ...(corrected.length > 0 && { corrected }),
    languages: Object.fromEntries(
      [...languages.keys()]
        .sort()
        .map((language) => [
          language,
          languageReport(tally, language, scriptsOf.get(language) ?? [], inference),
        ]),
    ),
  };
}

function baselineOf(
  runs: readonly RunHead[],
  named: ReadonlyMap<string, NamedTally>,
  asked: string | undefined,
): string | null {
  const first = runs.find(({ manifest }) => manifest.baseline !== undefined);
  const own = first?.manifest.baseline;
  const wanted =
    asked ?? (first === undefined || own === undefined ? undefined : targetNames(runs)(first, own));
  if (wanted === undefined) return null;
  if (named.has(wanted)) return wanted;
  throw new UserError(
    `there is no target "${wanted}"`,
    '',
    `the targets are ${[...named.keys()].join(', ')}`,
  );
}

/** Intruding scripts by language, over all targets, sorted. */
function scriptsByLanguage(targets: Iterable<NamedTally>): Map<string, ScriptCode[]> {
  const found = new Map<string, Set<ScriptCode>>();
  for (const { tally } of targets) {
    for (const [language, outcomes] of tally.languages) {
      const scripts = found.get(language) ?? new Set();
      found.set(language, scripts);
      for (const script of outcomes.scripts()) scripts.add(script);
    }
  }
  return new Map(Array.from(found, ([language, scripts]) => [language, [...scripts].sort()]));
}

function changesFrom(
  baseline: string | null,
  targets: ReadonlyMap<string, NamedTally>,
  comparing: Comparing,
): Pick<Report, 'comparisons' | 'lengths' | 'latent_changes' | 'flips'> {
  const before = baseline === null ? undefined : targets.get(baseline);
  if (baseline === null || before === undefined) return { comparisons: [], lengths: [], flips: [] };
  const changes = [...targets]
    .filter(([id]) => id !== baseline)
    .map(([id, { tally }]) => compareTargets([baseline, before.tally], [id, tally], comparing));
  const latents = changes.flatMap((change) => change.latents);
  return {
    comparisons: changes.flatMap(({ comparisons }) => comparisons),
    lengths: changes.flatMap(({ lengths }) => lengths),
    ...(latents.length > 0 && { latent_changes: latents }),
    flips: changes.flatMap(({ flips }) => flips ?? []),
  };
}

/** The steps of a series; undefined where none was asked for. */
function orderOf(
  runs: readonly RunHead[],
  targets: readonly string[],
  asked: ReportOptions['series'],
): SeriesStep[] | undefined {
  if (asked !== undefined && asked !== true) return stepsOf(asked, targets);
  const first = runs.find(({ manifest }) => manifest.order !== undefined);
  const nameOf = targetNames(runs);
  const own = first?.manifest.order?.map((entry) =>
    typeof entry === 'string'
      ? { target: nameOf(first, entry) }
      : { ...entry, target: nameOf(first, entry.target) },
  );
  if (own !== undefined) return stepsOf(own, targets, first?.path);
  return asked === undefined ? undefined : stepsOf(targets, targets);
}

/** The series that was asked for, as the field of a report. */
function seriesIn(
  order: readonly SeriesStep[] | undefined,
  targets: ReadonlyMap<string, NamedTally>,
  baseline: string | null,
  comparing: Required<Comparing>,
): { readonly series?: Series } {
  if (order === undefined) return {};
  const tallies = new Map(Array.from(targets, ([id, { tally }]) => [id, tally]));
  return { series: seriesOf(order, tallies, baseline, { ...comparing, level: LEVEL }) };
}

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

/** What runs say of how they are compared: the first that says anything. */
export function comparingOf(runs: readonly RunHead[], asked?: Inference): Required<Comparing> {
  const said = runs.map(({ manifest }) => manifest);
  return {
    inference: asked ?? said.find(({ inference }) => inference !== undefined)?.inference ?? 'prompts',
    named: said.find(({ gate }) => gate?.on !== undefined)?.gate?.on ?? HEADLINE,
  };
}

/** What a setting that removes a rate must show where the suite's gate says nothing: to be worse than the best one by less than two points. */
const MARGIN = 2;

/** Where mixing comes from, by the targets that say what they are made of. */
function attributionOf(
  runs: readonly RunHead[],
  targets: ReadonlyMap<string, NamedTally>,
  comparing: Required<Comparing>,
): Attribution | undefined {
  const cells = Array.from(targets, ([target, { described, tally }]) => ({
    target,
    factors: described.factors,
    price: described.prices?.output,
    tally,
  })).flatMap(({ factors, ...cell }) => (factors === undefined ? [] : [{ ...cell, factors }]));
  const { max, margin = MARGIN } =
    runs.find(({ manifest }) => manifest.gate !== undefined)?.manifest.gate ?? {};
  const most = max?.['*'];
  return attribute(cells, {
    ...comparing,
    removes:
      most === undefined ? { rule: 'margin', limit: margin / 100 } : { rule: 'max', limit: fractionOf(most) },
  });
}

/** The report on runs that are added up. Throws UserError: an unknown baseline. */
export function reportOn(
  tallied: readonly TalliedRun[],
  baseline?: string,
  inference?: Inference,
  series?: ReportOptions['series'],
  { vendors, checks }: Partial<Besides> = {},
): Report {
  const { detector, lcb } = common(tallied);
  const runs = tallied.map(({ run }) => run);
  const comparing = comparingOf(runs, inference);
  const nameOf = targetNames(runs);
  const targets = new Map<string, NamedTally>();
  const decided = new Map(tallied.map((one) => [one.run, untilDecidedOf(one)]));
  for (const { run, tally } of tallied)
    for (const described of run.manifest.targets)
      targets.set(nameOf(run, described.id), {
        described,
        tally: tally.target(described.id),
        labelled: { draws: run.draws ?? [], id: described.id },
        readings: readingsOf(run.canaries ?? {}, described.id),
        questions: questionsOf(run.manifest),
        isSettled: decided.get(run)?.settled.has(described.id) ?? false,
      });
  const known = baselineOf(runs, targets, baseline ?? vendors?.reference);
  const order = orderOf(runs, [...targets.keys()], series);
  const compared =
    vendors &&
    compareVendors(
      Array.from(targets, ([id, { described, tally }]) => ({ id, described, tally })),
      vendors.facts,
      {
        reference: vendors.reference ?? null,
        inference: comparing.inference,
        seed: runs.find(({ manifest }) => manifest.seed !== undefined)?.manifest.seed ?? 0,
      },
    );
  const scripts = scriptsByLanguage(targets.values());
  const policies = new Set(tallied.map(({ tally }) => tally.key.policy));
  const verifier = checks && verifierReport(checks, vendors?.reference ?? known, comparing.inference);
  const reports = [...targets].map(([id, named]): TargetReport => {
    const vendor = compared?.targets.get(id);
    return { ...targetReport(id, named, scripts, comparing.inference), ...(vendor && { vendor }) };
  });
  const warnings = warningsAbout(reports);
  const attribution = attributionOf(runs, targets, comparing);
  const mitigations = mitigationsOf(
    tallied.flatMap(({ run, tally }) =>
      run.manifest.targets.map(
        (described): Variant => ({
          ...described,
          run,
          named: [nameOf(run, described.id), tally.target(described.id)],
        }),
      ),
    ),
    comparing,
  );
  return {
    schema: 1,
    detector: { version: detector, policy: [...policies].join(', '), unicode: UNICODE_VERSION },
    ...(lcb && { lcb: { identifier: 'fasttext', words: lcb.words } }),
    runs: tallied.map(({ run, torn, tally: { key } }) => {
      const { lastJudged } = run;
      const isOther = lastJudged !== undefined && !isSameJudge(lastJudged, key);
      const until = decided.get(run);
      return {
        ...sourceOf(run, torn, isOther ? lastJudged : undefined),
        ...(until && { until_decided: { decided: until.decided, questions: until.questions } }),
      };
    }),
    level: LEVEL,
    inference: comparing.inference,
    baseline: known,
    ...(warnings.length > 0 && { warnings }),
    targets: reports,
    ...changesFrom(known, targets, comparing),
    ...seriesIn(order, targets, known, comparing),
    ...(compared && { vendors: compared.vendors }),
    ...(verifier && { verifier }),
    ...(attribution && { attribution }),
    ...(mitigations.length > 0 && { mitigations }),
  };
}

/** The report on runs that are added up, with what it shows of them. Throws UserError: an unknown baseline. */
export function builtOn(
  all: readonly ExemplifiedRun[],
  {
    baseline,
    inference,
    series,
    besides,
  }: Pick<ReportOptions, 'baseline' | 'inference' | 'series'> & { readonly besides?: Besides } = {},
): Built {
  const nameOf = targetNames(all.map(({ run }) => run));
  const picker = new ExamplePicker();
  for (const { run, examples } of all) picker.merge(examples.toJSON(), (id) => nameOf(run, id));
  return {
    report: reportOn(all, baseline, inference, series, besides),
    examples: picker.pick(),
    tallied: all,
  };
}

/**
 * Judges every sample of the runs anew and adds up; the report does not depend on how many threads judge. Throws UserError: an
 * unknown baseline, a folder that cannot be read, a sample of a target that its run does not name.
 */
export async function buildReport(
  runs: readonly RunInput[],
  { baseline, inference, series, vendors, judge, recorderOf }: ReportOptions = {},
): Promise<Built> {
  const besides = besidesOf(runs, vendors);
  const nameOf = targetNames(runs);
  const all: ExemplifiedRun[] = [];
  for (const run of runs) {
    const recorder = recorderOf?.(run);
    const counted = await judgeAndAdd(run, judge ?? ownJudge(run), {
      ...(recorder && { recorder }),
      besides: { ...besides, nameOf: (id) => nameOf(run, id) },
    });
    all.push(countedRun(run, counted));
  }
  return builtOn(all, { baseline, inference, series, besides });
}
