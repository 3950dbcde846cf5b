/** Builds the report: runs in, plain data out. */

import { DETECTOR_VERSION, type ScriptCode, UNICODE_VERSION } from '../detectors/index.js';
import { UserError } from '../files/index.js';
import { policyName } from '../store/index.js';
import { cellOf, scriptRates } from './cell.js';
import { collectRuns, type NamedTally, type RunInput, targetNames } from './collect.js';
import { compareTargets } from './compare.js';
import type { Judge } from './judging/index.js';
import type { Comparison, Examples, LanguageReport, Report, TargetReport } from './types.js';

export interface ReportOptions {
  /** Id of the target that others are compared with; without it the baseline of the first run that names one. */
  readonly baseline?: string | undefined;
  /** Who judges the samples; where missing, the calling thread does, by each run's own identifier. */
  readonly judge?: Judge | undefined;
}

function languageReport(
  { tally, exempted, literature }: NamedTally,
  language: string,
  scripts: readonly ScriptCode[],
): LanguageReport {
  return {
    ...cellOf(tally, language),
    scripts: scriptRates(tally, language, scripts),
    exemptions: exempted.counts(language),
    ...(literature && { lcb: literature.lcb(language), mixing_indices: literature.mixing(language) }),
  };
}

function targetReport(
  id: string,
  named: NamedTally,
  scriptsOf: ReadonlyMap<string, readonly ScriptCode[]>,
): TargetReport {
  const { model, tally, questions, exempted, literature } = named;
  const channels = named.channels.report();
  const expected = named.expected.rate();
  const { samples, error, empty, refused, too_short } = tally.count('*');
  return {
    id,
    model,
    ...tally.effort,
    ...(questions !== undefined && questions > samples && { unanswered: questions - samples }),
    ...(tally.fingerprints.size > 1 && { fingerprints: Object.fromEntries(tally.fingerprints) }),
    ...(channels && { channels }),
    ...(expected && { expected }),
    ...cellOf(tally, '*'),
    excluded: { error, empty, refused, too_short },
    exemptions: exempted.counts('*'),
    ...(literature && { lcb: literature.tasks() }),
    languages: Object.fromEntries(
      tally.languages.map((language) => [
        language,
        languageReport(named, language, scriptsOf.get(language) ?? []),
      ]),
    ),
  };
}

function baselineOf(
  runs: readonly RunInput[],
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
  const found = new Map<string, ScriptCode[]>();
  for (const { tally } of targets) {
    for (const language of tally.languages) {
      found.set(language, [...new Set([...(found.get(language) ?? []), ...tally.scripts(language)])].sort());
    }
  }
  return found;
}

function comparisonsWith(baseline: string | null, targets: ReadonlyMap<string, NamedTally>): Comparison[] {
  const before = baseline === null ? undefined : targets.get(baseline);
  if (baseline === null || before === undefined) return [];
  return [...targets]
    .filter(([id]) => id !== baseline)
    .flatMap(([id, { tally }]) => compareTargets([baseline, before.tally], [id, tally]));
}

/** The policies that the runs were judged by, each once. */
function policyNames(runs: readonly RunInput[]): string {
  return [...new Set(runs.map(({ manifest }) => policyName(manifest.detection)))].join(', ');
}

/**
 * Judges every sample of the runs anew and adds up; the report does not depend on how many threads judge. Throws UserError: an
 * unknown baseline, a folder that cannot be read.
 */
export async function buildReport(
  runs: readonly RunInput[],
  { baseline: asked, judge }: ReportOptions = {},
): Promise<{ report: Report; examples: Examples }> {
  const { targets, sources, examples } = await collectRuns(runs, judge);
  const baseline = baselineOf(runs, targets, asked);
  const scripts = scriptsByLanguage(targets.values());
  const report: Report = {
    schema: 1,
    detector: { version: DETECTOR_VERSION, policy: policyNames(runs), unicode: UNICODE_VERSION },
    ...(judge?.lcb && { lcb: { identifier: 'fasttext', ...judge.lcb } }),
    runs: sources,
    baseline,
    targets: [...targets].map(([id, entry]) => targetReport(id, entry, scripts)),
    comparisons: comparisonsWith(baseline, targets),
  };
  return { report, examples };
}
