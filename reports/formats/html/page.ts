/** What the page shows, as plain strings and numbers for the templates. Nothing is left to compute there. */

import {
  count,
  escapeHidden,
  headlineOf,
  pairsOf,
  percentWithBounds,
  plural,
  simulatedTargets,
  targetNotes,
} from '../../display/index.js';
import type { Examples, Report, RunSource } from '../../types.js';
import { type ChangesView, changesView } from './changes.js';
import { type ChannelView, channelsView } from './channels.js';
import { type ExamplesView, examplesView } from './examples.js';
import { exemptionsView } from './exemptions.js';
import { type HeatView, heatView } from './heat.js';
import { momentLabel, type TargetName, verdictView } from './labels.js';
import { type LanguagesView, languagesView } from './languages.js';

export interface PageOptions {
  readonly title?: string;
  /** When the page was made, as it shall stand there; the page says nothing about it without. */
  readonly generatedAt?: string;
}

export type PageView = ReturnType<typeof pageView>;

/** The view of a report and its flagged samples. */
export function pageView(report: Report, examples: Examples, options: PageOptions) {
  const simulated = simulatedTargets(report);
  const name = (id: string): TargetName => ({ id: escapeHidden(id), simulated: simulated.has(id) });
  const pairs = pairsOf(report);
  const changes: ChangesView[] = pairs.map((pair) => changesView(pair, name));
  const heat: HeatView = heatView(report, name);
  const languages: LanguagesView = languagesView(report, name);
  const channels: readonly ChannelView[] = channelsView(report, name);
  const browser: ExamplesView = examplesView(examples);
  return {
    title: escapeHidden(options.title ?? 'Language mixing report'),
    generatedAt: options.generatedAt === undefined ? null : momentLabel(options.generatedAt),
    headlines: pairs.flatMap(({ baseline, candidate, whole }) =>
      whole === null
        ? []
        : [
            {
              baseline: name(baseline),
              candidate: name(candidate),
              ...headlineOf(whole),
              verdict: verdictView(whole.verdict),
            },
          ],
    ),
    overview: `${plural(report.targets.length, 'target')}, ${plural(
      new Set(report.targets.flatMap((target) => Object.keys(target.languages))).size,
      'language',
    )}, ${plural(
      report.targets.reduce((sum, target) => sum + target.samples, 0),
      'sample',
    )}`,
    targets: report.targets.map((target) => ({
      name: name(target.id),
      model: target.model === target.id ? null : escapeHidden(target.model),
      samples: count(target.samples),
      scored: count(target.scored),
      excluded: {
        error: count(target.excluded.error),
        empty: count(target.excluded.empty),
        refused: count(target.excluded.refused),
        tooShort: count(target.excluded.too_short),
      },
      mixing: percentWithBounds(target.mixing),
      wrongLanguage: percentWithBounds(target.wrong_language),
      retried: count(target.retried),
      requests: count(target.requests),
    })),
    notes: report.targets.flatMap((target) =>
      targetNotes(target).map((note) => ({ target: name(target.id), note })),
    ),
    channels,
    changes,
    languages,
    heat,
    browser,
    exemptions: exemptionsView(report, name),
    runs: report.runs.map(runView),
    detector: {
      version: escapeHidden(report.detector.version),
      policy: escapeHidden(report.detector.policy),
      unicode: escapeHidden(report.detector.unicode),
    },
    baseline: report.baseline === null ? null : name(report.baseline),
  };
}

function runView(run: RunSource) {
  return {
    path: escapeHidden(run.path),
    suite: escapeHidden(run.suite),
    madeBy: run.made_by === 'run' ? 'asked by offscript run' : 'imported by offscript score',
    createdAt: momentLabel(run.created_at),
    repeats: plural(run.repeats, 'repeat'),
    seed: run.seed === undefined ? null : String(run.seed),
    torn: run.torn_lines === 0 ? null : `${plural(run.torn_lines, 'torn line')} left out`,
  };
}
