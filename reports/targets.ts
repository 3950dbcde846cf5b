/** What a report says of a target by itself. */

import type { ScriptCode } from '../detectors/bare/index.js';
import { type Reading, readingsOf } from '../store/index.js';
import { canaryReport } from './canaries.js';
import type { TalliedRun } from './counted.js';
import { Outcomes } from './judging/index.js';
import { correctedRates, type LabelledDraw } from './labels/index.js';
import { cellOf, countOf, independence, scriptRates } from './rates.js';
import { questionsOf, type RunDescription, type RunHead, targetNames } from './runs.js';
import type { TargetTally } from './tally/index.js';
import type { LanguageReport, TargetReport } from './types.js';
import type { Inference } from './units.js';
import type { UntilDecided } from './until-decided.js';

/** A target's tally under the name that it has in the report. */
export interface NamedTally {
  readonly run: RunHead;
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

/** The targets of all runs, by the names that they have together. */
export function targetsOf(
  tallied: readonly TalliedRun[],
  decided: ReadonlyMap<RunHead, UntilDecided | undefined>,
): ReadonlyMap<string, NamedTally> {
  const nameOf = targetNames(tallied.map(({ run }) => run));
  return new Map(
    tallied.flatMap(({ run, tally }) =>
      run.manifest.targets.map((described): [string, NamedTally] => [
        nameOf(run, described.id),
        {
          run,
          described,
          tally: tally.target(described.id),
          labelled: { draws: run.draws ?? [], id: described.id },
          readings: readingsOf(run.canaries ?? {}, described.id),
          questions: questionsOf(run.manifest),
          isSettled: decided.get(run)?.settled.has(described.id) ?? false,
        },
      ]),
    ),
  );
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

/** Counts by their names, whatever the order in which they came. */
const byNameIn = (counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

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
    ...([...models.keys()].some((name) => name !== model) && { answered_by: byNameIn(models) }),
    ...(canary && { canary }),
    ...(fingerprints.size > 1 && { fingerprints: byNameIn(fingerprints) }),
    ...cell,
    excluded: { error, empty, refused, too_short, asked_otherwise },
    ...measures.ofTarget({ inference, outcomes: languages }),
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

/** What is said of each target, in order. */
export function targetReports(
  targets: ReadonlyMap<string, NamedTally>,
  inference: Inference,
): TargetReport[] {
  const scripts = scriptsByLanguage(targets.values());
  return Array.from(targets, ([id, named]) => targetReport(id, named, scripts, inference));
}
