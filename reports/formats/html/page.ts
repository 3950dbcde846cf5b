/** What the page shows, as plain strings and numbers for the templates. Nothing is left to compute there. */

import {
  languageRows,
  languagesOf,
  namesOf,
  type Pair,
  pairsOf,
  simulatedTargets,
  wholeRows,
} from '../../arrange.js';
import type { View } from '../../cells.js';
import { count, escapeHidden, plural } from '../../display/index.js';
import { changeView, languageView, sectionsOf, targetNotes, targetView } from '../../tables.js';
import type { Examples, Report, RunSource } from '../../types.js';
import { unitsNote } from '../../units.js';
import { judgedBefore, warningText } from '../../warnings.js';
import { heatView } from './heat.js';
import { howView } from './how.js';
import { momentLabel, type NameOf } from './labels.js';
import { leadingView } from './leading.js';
import { worstFirst } from './order.js';
import { type Bundled, samplesInBundle, samplesInPage } from './samples/index.js';
import { courseOf, seriesView } from './series.js';
import { isWorse, shippingView, worstPairsFirst } from './shipping.js';
import { tableView } from './tables.js';

export interface PageOptions {
  readonly title?: string;
  /** When the page was made, as it shall stand there; the page says nothing about it without. */
  readonly generatedAt?: string;
  /** Where all samples lie beside the page, which then needs a web server. */
  readonly bundled?: Bundled;
}

export type PageView = ReturnType<typeof pageView>;

/** Languages whose table stands open. */
const OPEN_LANGUAGES = 4;

/** Columns of a table that a telephone has room for, and rows that are no list as cards. */
const NARROW = 3;
const CARDS = 24;

/** Whether rows are better cards where there is little room. */
const isWide = ({ headings, rows }: View): boolean =>
  headings.length > NARROW && rows.length <= CARDS && headings.every(({ head }) => typeof head === 'string');

/** The view of a report and its flagged samples. */
export function pageView(report: Report, examples: Examples, options: PageOptions) {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name: NameOf = (id) => ({ id: escapeHidden(called(id)), simulated: simulated.has(id) });
  const pairs = worstPairsFirst(report, pairsOf(report));
  const cards = (id: string, view: View) => tableView(view, { class: id, cards: true, name });
  const places = new Map(['*', ...worstFirst(report)].map((language, i) => [language, i]));
  const inOrder = <T extends { readonly language: string }>(rows: readonly T[]): T[] =>
    [...rows].sort(
      (a, b) => (places.get(a.language) ?? places.size) - (places.get(b.language) ?? places.size),
    );
  const sections = sectionsOf(report, 'html').map(({ lead, named, table, ...section }) => ({
    ...section,
    lead: `${lead} ${named}`.trimEnd(),
    table: tableView(table, {
      class: isWide(table) ? `${section.id} cards` : section.id,
      cards: isWide(table),
      name,
    }),
    notes: null,
    open: section.first,
  }));
  const [answers, explained] = [sections.filter(({ first }) => first), sections.filter(({ last }) => last)];
  const how = howView(report, pairs[0]?.candidate, name);
  const measured = sections.filter(({ first, last }) => !first && !last);
  const heading = ({ id, title }: { readonly id: string; readonly title: string }) => ({ id, title });
  return {
    contents: [
      { id: 'verdict', title: report.gate === undefined ? 'At a glance' : 'May we ship?' },
      ...answers.map(heading),
      ...(report.series === undefined ? [] : [{ id: 'series', title: 'Series' }]),
      ...(pairs.length === 0 ? [] : [{ id: 'changes', title: 'What changed' }]),
      { id: 'heat', title: 'Which script intrudes where' },
      ...(how.length === 0 ? [] : [{ id: 'how', title: 'How it mixes' }]),
      { id: 'examples', title: 'Flagged samples' },
      { id: 'languages', title: 'Languages' },
      { id: 'targets', title: 'Targets' },
      ...[...measured, ...explained].map(heading),
      { id: 'reading', title: 'How to read this page' },
    ],
    title: escapeHidden(options.title ?? 'Language mixing report'),
    generatedAt: options.generatedAt === undefined ? null : momentLabel(options.generatedAt),
    course: courseOf(report, name),
    gated: report.gate !== undefined,
    // Where all have the same one, it is said once.
    against:
      new Set(pairs.map(({ baseline }) => baseline)).size === 1 ? name(pairs[0]?.baseline ?? '') : null,
    alone: report.comparisons.length === 0 && report.vendors === undefined && report.targets.length > 1,
    candidates: shippingView(report, pairs, name),
    leading: leadingView(report, name),
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
      open: true,
      lead: null,
      table: cards('targets cards', targetView(report, 'html')),
      notes: report.targets.flatMap((target) =>
        targetNotes(target, 'html').map((note) => ({ target: name(target.id), note })),
      ),
    },
    series: report.series === undefined ? null : seriesView(report.series, name),
    changes: changesView(pairs, places, cards, name),
    languages: {
      id: 'languages',
      title: 'Languages',
      open: languagesOf(report).length <= OPEN_LANGUAGES,
      lead: 'Share of scored samples with off-script text, with its 95% interval; and of samples that answer in another language altogether.',
      table: cards(
        'languages',
        languageView([...wholeRows(report), ...inOrder(languageRows(report))], 'html'),
      ),
      notes: null,
    },
    heat: heatView(report, name, [...places.keys()].slice(1), pairs[0]),
    how,
    answers,
    measured,
    browser:
      options.bundled === undefined
        ? samplesInPage({ report, examples, called })
        : samplesInBundle(options.bundled),
    connects: options.bundled !== undefined,
    explained,
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

/** Candidates whose changes stand open; those of more are folded. */
const OPEN_CHANGES = 1;

/** What changed of each candidate, the worst language first; what is inconclusive is folded. */
function changesView(
  pairs: readonly Pair[],
  places: ReadonlyMap<string, number>,
  cards: (id: string, view: View) => ReturnType<typeof tableView>,
  name: NameOf,
) {
  const place = ({ language }: { readonly language: string }): number => places.get(language) ?? places.size;
  return pairs.map((pair, i) => {
    const rows = [...pair.rows].sort((a, b) => place(a) - place(b));
    const decided = rows.filter(({ verdict }) => verdict !== 'inconclusive');
    const open = rows.filter(({ verdict }) => verdict === 'inconclusive');
    const worse = decided.filter(isWorse).length;
    return {
      baseline: name(pair.baseline),
      candidate: name(pair.candidate),
      open: i < OPEN_CHANGES,
      brief: `${plural(worse, 'row')} worse, ${plural(decided.length - worse, 'row')} better, ${count(open.length)} inconclusive`,
      // Said above already, where there is a headline.
      beside: pair.whole === null ? pair.beside : [],
      table: decided.length === 0 ? null : cards('changes', changeView({ rows: decided }, 'html')),
      inconclusive:
        open.length === 0
          ? null
          : {
              label: `${plural(open.length, 'inconclusive row')}`,
              table: cards('changes', changeView({ rows: open }, 'html')),
            },
      basis: pair.basis,
    };
  });
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
