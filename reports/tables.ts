/** The tables of a report, and what is noted beneath the targets: the same for every format. */

import { shortened } from '../files/index.js';
import type { LanguageRow, Pair } from './arrange.js';
import { causeSection, effectSection } from './attribution/index.js';
import { canaryNotes } from './canaries.js';
import {
  type Column,
  type CsvValue,
  filled,
  number,
  type Place,
  type Room,
  type View,
  viewOf,
} from './cells.js';
import {
  askingColumns,
  type ChangeFields,
  changeColumns,
  languageColumns,
  rareRateColumns,
  targetColumns,
} from './columns/index.js';
import { count, escapeHidden, plural } from './display/index.js';
import { flipSection, flipValues } from './flips.js';
import {
  type IdenticalRepeats,
  languageMeasureColumns,
  measureNotes,
  measureSections,
  targetMeasureColumns,
} from './judging/index.js';
import { labelNotes, labelSection, labelValues } from './labels/index.js';
import { latentChangeSection, latentChangeValues } from './latent/index.js';
import { costSection, mitigationSection } from './mitigations.js';
import { seriesValues } from './series-shown.js';
import type { LanguageReport, Report, TargetReport } from './types.js';
import { vendorSections, vendorValues } from './vendors/index.js';
import { verifierSections, verifierValues } from './verifiers/index.js';

const rareRates = rareRateColumns((row: TargetReport) => row);
const rareRatesOfLanguages = rareRateColumns(({ cell }: LanguageRow) => cell);

/** A row a target. */
export const targetView = ({ targets }: Report, place: Place): View =>
  viewOf(
    [
      ...targetColumns,
      ...filled(rareRates, targets),
      ...askingColumns,
      ...filled(targetMeasureColumns, targets),
    ],
    targets,
    place,
  );

/** Measures' columns of languages, where a row may also be all of them. */
const measureColumns = languageMeasureColumns.flatMap((column): Column<LanguageRow, never>[] => {
  if (!('cell' in column)) return [];
  const { head, group, align, in: places, html: { title: _, ...html } = {}, whole, cell } = column;
  return [
    {
      head,
      html,
      ...(group && { group }),
      ...(align && { align }),
      ...(places && { in: places }),
      cell: ({ language, target }, room) => {
        if (language === '*') return whole?.(target) ?? number('');
        const own = target.languages[language];
        return own === undefined ? number('') : cell({ language, target, cell: own }, room);
      },
    },
  ];
});

/** A row a language and target. */
export const languageView = (rows: readonly LanguageRow[], place: Place): View =>
  viewOf(
    [...languageColumns, ...filled(rareRatesOfLanguages, rows), ...filled(measureColumns, rows)],
    rows,
    place,
  );

/** A row a comparison. */
export const changeView = ({ rows }: Pick<Pair, 'rows'>, place: Place, room?: Room): View =>
  viewOf(changeColumns, rows, place, room);

/** A measure's tables, with what of it is compared behind them. */
const withChanges = measureSections.flatMap((section) =>
  section.id === 'latent' ? [section, latentChangeSection] : [section],
);

/** A section of a report: what it says, and its table. */
interface WrittenSection {
  readonly id: string;
  readonly title: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly lead: string;
  /** Behind the lead; holds words of others. */
  readonly named: string;
  readonly table: View;
}

/** The tables that measures bring and that have rows, with what stands over them. */
export function sectionsOf(report: Report, place: Place): WrittenSection[] {
  return [
    ...vendorSections,
    ...verifierSections,
    causeSection,
    effectSection,
    mitigationSection,
    costSection,
    flipSection,
    labelSection,
    ...withChanges,
  ].flatMap((section) => {
    if (!(section.in ?? ['markdown', 'html']).includes(place)) return [];
    const table = section.view(report, place);
    if (table.rows.length === 0) return [];
    const { id, title = '', first = false, last = false } = section;
    return [
      {
        id,
        title,
        first,
        last,
        lead: section.lead(report, place),
        named: section.named?.(report) ?? '',
        table,
      },
    ];
  });
}

/** What the CSV says of a target by itself, in order. */
function ownValues(target: TargetReport): CsvValue[] {
  const whole = (columns: readonly Column<TargetReport>[]): CsvValue[] =>
    columns.flatMap(({ csv }) => csv?.(target) ?? []);
  const byLanguage = (
    columns: readonly { readonly csv?: (row: LanguageRow<LanguageReport>) => readonly CsvValue[] }[],
  ) =>
    Object.entries(target.languages).flatMap(([language, cell]) =>
      columns.flatMap(({ csv }) =>
        (csv?.({ language, target, cell }) ?? []).map((value) => ({ language, ...value })),
      ),
    );
  return [
    ...whole(targetColumns),
    ...byLanguage(languageColumns),
    ...whole(askingColumns),
    ...whole(targetMeasureColumns),
    ...byLanguage(languageMeasureColumns),
    ...labelValues(target),
  ];
}

/** What the CSV says of a target, in order: by itself, then what changed and where it stands in a series. A value that names no language is of all of them. */
export const csvOfTarget = (report: Report, target: TargetReport): CsvValue[] => [
  ...ownValues(target),
  ...flipValues(report, target.id),
  ...latentChangeValues(report, target.id),
  ...seriesValues(report.series, target.id).map(({ value }) => value),
  ...vendorValues(report, target),
  ...verifierValues(report, target),
];

/** What the CSV has of a comparison: a column of its own each. */
export const changeFields: readonly (readonly [string, (row: ChangeFields) => string | number | null])[] =
  changeColumns.flatMap(({ csv = {} }) => Object.entries(csv));

/** Fingerprints and models that are named; an endpoint that gives each response its own would fill a page. */
const NAMED = 6;

/** Names with the samples of each, the most frequent first. */
function namedCounts(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const named = all.slice(0, NAMED).map(([name, n]) => `${escapeHidden(name)} (${count(n)})`);
  const more = all.length > NAMED ? `, and ${count(all.length - NAMED)} more` : '';
  return `${named.join(', ')}${more}`;
}

/** Some servers answer to any name, some have a name for every version of a model. */
const modelNote = (model: string, answered: Readonly<Record<string, number>>): string =>
  `answered by another model than asked for: ${namedCounts(Object.fromEntries(Object.entries(answered).filter(([name]) => name !== model)))}`;

/** What the requests came to: one that failed is a failure of its endpoint, whatever came after. */
const attemptsNote = (attempts: Readonly<Record<string, number>>): string =>
  `requests came to: ${Object.entries(attempts)
    .map(([name, n]) => `${escapeHidden(name)} ${count(n)}`)
    .join(', ')}`;

/** Why intervals are wider than the number of samples lets one expect. */
const identicalNote = ({ prompts, of }: IdenticalRepeats): string =>
  `all repeats of ${count(prompts)} of ${plural(of, 'prompt')} are the same text (temperature 0, a fixed seed, a cache?); in intervals and tests such a prompt is one observation`;

/** UTF-16 code units of a system message in a note. */
const SHOWN = 200;

/**
 * What a reader should know of a target's samples beyond its rates, a line each: the system message over its prompts, questions without an answer or need of one, samples that took more
 * than one request (which can change a distribution), what failed, another model than was asked for,
 * a changed fingerprint, repeats that are one text, and what measures say. Hidden characters are escaped; a format escapes what is
 * special to itself.
 */
export function targetNotes(target: TargetReport, place: Place): readonly string[] {
  const {
    retried,
    requests,
    attempts = {},
    unanswered = 0,
    spared = 0,
    fingerprints = {},
    identical_repeats,
  } = target;
  const { model, system, answered_by } = target;
  const asking = [
    system !== undefined && `asked under the system message “${escapeHidden(shortened(system, SHOWN))}”`,
    unanswered > 0 && `${plural(unanswered, 'question')} without an answer yet`,
    spared > 0 &&
      `${plural(spared, 'question')} of the plan were not needed: it was asked until its gate was decided`,
    retried > 0 &&
      `${plural(retried, 'sample')} took more than one request; ${plural(requests, 'request')} in all`,
    Object.keys(attempts).some((name) => name !== 'answered') && attemptsNote(attempts),
    answered_by !== undefined && modelNote(model, answered_by),
    Object.keys(fingerprints).length > 1 && `system_fingerprint changed: ${namedCounts(fingerprints)}`,
    ...canaryNotes(target.canary),
    identical_repeats !== undefined && identicalNote(identical_repeats),
  ].filter((line) => line !== false);
  return [...asking, ...(place === 'terminal' ? labelNotes(target) : []), ...measureNotes(target, place)];
}
