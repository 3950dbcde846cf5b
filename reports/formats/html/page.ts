/** What the page shows, as plain strings and numbers for the templates. Nothing is left to compute there. */

import {
  headlineOf,
  languageRows,
  languagesOf,
  namesOf,
  pairsOf,
  simulatedTargets,
  wholeRows,
} from '../../arrange.js';
import type { View } from '../../cells.js';
import { escapeHidden, plural } from '../../display/index.js';
import { changeView, languageView, sectionsOf, targetNotes, targetView } from '../../tables.js';
import type { Examples, Report, RunSource } from '../../types.js';
import { unitsNote } from '../../units.js';
import { judgedBefore, warningText } from '../../warnings.js';
import { heatView } from './heat.js';
import { momentLabel, type NameOf, verdictView } from './labels.js';
import { type Bundled, samplesInBundle, samplesInPage } from './samples/index.js';
import { courseOf, seriesView } from './series.js';
import { tableView } from './tables.js';

export interface PageOptions {
  readonly title?: string;
  /** When the page was made, as it shall stand there; the page says nothing about it without. */
  readonly generatedAt?: string;
  /** Where all samples lie beside the page, which then needs a web server. */
  readonly bundled?: Bundled;
}

export type PageView = ReturnType<typeof pageView>;

/** The view of a report and its flagged samples. */
export function pageView(report: Report, examples: Examples, options: PageOptions) {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name: NameOf = (id) => ({ id: escapeHidden(called(id)), simulated: simulated.has(id) });
  const pairs = pairsOf(report);
  const cards = (id: string, view: View) => tableView(view, { class: id, cards: true, name });
  const sections = sectionsOf(report, 'html').map(({ lead, named, table, ...section }) => ({
    ...section,
    lead: `${lead} ${named}`.trimEnd(),
    table: tableView(table, { class: section.id, name }),
    notes: null,
  }));
  return {
    title: escapeHidden(options.title ?? 'Language mixing report'),
    generatedAt: options.generatedAt === undefined ? null : momentLabel(options.generatedAt),
    headlines: [
      ...courseOf(report, name),
      ...pairs.flatMap(({ baseline, candidate, whole, beside }) =>
        whole === null
          ? []
          : [
              {
                lead: '',
                baseline: name(baseline),
                candidate: name(candidate),
                ...headlineOf(whole),
                verdict: verdictView(whole.verdict),
                beside,
              },
            ],
      ),
    ],
    warnings: (report.warnings ?? []).map((warning) => ({
      target: name(warning.target),
      text: warningText(warning),
    })),
    overview: `${plural(report.targets.length, 'target')}, ${plural(languagesOf(report).length, 'language')}, ${plural(
      report.targets.reduce((sum, target) => sum + target.samples, 0),
      'sample',
    )}`,
    targets: {
      id: 'targets',
      title: 'Targets',
      lead: null,
      table: cards('targets', targetView(report, 'html')),
      notes: report.targets.flatMap((target) =>
        targetNotes(target, 'html').map((note) => ({ target: name(target.id), note })),
      ),
    },
    series: report.series === undefined ? null : seriesView(report.series, name),
    changes: pairs.map((pair) => ({
      baseline: name(pair.baseline),
      candidate: name(pair.candidate),
      // Said above already, where there is a headline.
      beside: pair.whole === null ? pair.beside : [],
      table: cards('changes', changeView(pair, 'html')),
      basis: pair.basis,
    })),
    languages: {
      id: 'languages',
      title: 'Languages',
      lead: 'Share of scored samples with off-script text, with its 95% interval; and of samples that answer in another language altogether.',
      table: cards('languages', languageView([...wholeRows(report), ...languageRows(report)], 'html')),
      notes: null,
    },
    heat: heatView(report, name),
    answers: sections.filter(({ first }) => first),
    measured: sections.filter(({ first, last }) => !first && !last),
    browser:
      options.bundled === undefined
        ? samplesInPage({ report, examples, called })
        : samplesInBundle(options.bundled),
    connects: options.bundled !== undefined,
    explained: sections.filter(({ last }) => last),
    units: unitsNote(report),
    judgedBefore: judgedBefore(report).map(escapeHidden),
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
