/** The columns of a report's tables: of targets, of languages, of changes. No format names a column; measures bring their own. */

import type { LanguageRow } from './arrange.js';
import {
  type Column,
  type CsvValue,
  csvCount,
  csvRate,
  language,
  number,
  type Place,
  target,
  text,
} from './cells.js';
import {
  bounds,
  count,
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  pointsWithBounds,
  pValue,
  RATE_NAMES,
  scriptName,
  sizes,
} from './display/index.js';
import type { RateName } from './judging/index.js';
import type { CellReport, Comparison, LanguageReport, Rate, TargetReport } from './types.js';

const TERMINAL: readonly Place[] = ['terminal'];
const PAGE: readonly Place[] = ['html'];
const MARKDOWN: readonly Place[] = ['markdown'];
const EVERYWHERE: readonly Place[] = ['markdown', 'html', 'terminal'];

/** Those that every table has; the others stand where anything is to be said. */
const USUAL: readonly RateName[] = ['script_mixing', 'word_mixing', 'wrong_language'];
const RARE: readonly RateName[] = ['code_mixing', 'damage', 'punctuation'];

const rateColumn =
  <Row>(cellOf: (row: Row) => CellReport, places: readonly Place[] | undefined) =>
  (name: RateName): Column<Row, never> => ({
    head: `${RATE_NAMES[name]} (95% interval)`,
    align: 'right',
    ...(places && { in: places }),
    cell: (row) => {
      const rate = cellOf(row)[name];
      return number(RARE.includes(name) && rate.mixed === 0 ? '' : percentWithBounds(rate));
    },
    html: {
      head: RATE_NAMES[name],
      small: '95% interval',
      label: `${RATE_NAMES[name]} (95% interval)`,
      ...(name === 'script_mixing' && { class: 'strong' }),
    },
  });

/** The rates with their intervals, as tables have them where no axis is drawn. */
export const rateColumns = <Row>(
  cellOf: (row: Row) => CellReport,
  places?: readonly Place[],
): Column<Row, never>[] => USUAL.map(rateColumn(cellOf, places));

/** Those that are left out where nothing was found. */
export const rareRateColumns = <Row>(cellOf: (row: Row) => CellReport): Column<Row, never>[] =>
  RARE.map(rateColumn(cellOf, undefined));

/** All rates as lines of the CSV. */
const csvRates = (cell: CellReport): CsvValue[] => [
  csvRate('mixing', cell.mixing),
  ...[...USUAL, ...RARE].map((name) => csvRate(name, cell[name])),
];

/** Samples in no rate, by the reason why. */
const excluded = (reason: keyof TargetReport['excluded'], head: string): Column<TargetReport> => ({
  head,
  group: 'Excluded',
  align: 'right',
  in: EVERYWHERE,
  cell: ({ excluded: counts }) => number(count(counts[reason])),
  csv: ({ excluded: counts, samples }) => [csvCount(reason, counts[reason], samples)],
});

/** What the answers of a target came to. */
export const targetColumns: readonly Column<TargetReport>[] = [
  { csv: csvRates },
  {
    head: 'Target',
    cell: ({ id, model }) => ({ kind: 'target', id, ...(model !== id && { model }) }),
    html: { scope: 'row' },
  },
  { head: 'Model', in: MARKDOWN, cell: ({ model }) => text(model) },
  { head: 'Samples', align: 'right', cell: ({ samples }) => number(count(samples)) },
  { head: 'Scored', align: 'right', cell: ({ scored }) => number(count(scored)) },
  excluded('error', 'Error'),
  excluded('empty', 'Empty'),
  excluded('refused', 'Refused'),
  excluded('too_short', 'Too short'),
  excluded('asked_otherwise', 'Asked otherwise'),
  ...rateColumns((row: TargetReport) => row),
];

/** What asking a target took. In the CSV these come behind the languages. */
export const askingColumns: readonly Column<TargetReport>[] = [
  {
    head: 'Retried',
    align: 'right',
    cell: ({ retried, requests }) => number(count(retried), { title: `${count(requests)} requests in all` }),
    html: { label: 'Retried samples' },
    csv: ({ retried, samples }) => [csvCount('retried', retried, samples)],
  },
  {
    csv: ({
      samples,
      requests,
      attempts = {},
      unanswered,
      answered_by = {},
      fingerprints = {},
      identical_repeats,
    }) => [
      ...(identical_repeats === undefined
        ? []
        : [csvCount('identical_repeats', identical_repeats.prompts, identical_repeats.of)]),
      csvCount('requests', requests),
      ...Object.entries(attempts).map(([name, n]) => csvCount(`requests ${name}`, n, requests)),
      ...(unanswered === undefined ? [] : [csvCount('unanswered', unanswered)]),
      ...Object.entries(answered_by).map(([name, n]) => csvCount(`answered_by ${name}`, n, samples)),
      ...Object.entries(fingerprints).map(([name, n]) => csvCount(`system_fingerprint ${name}`, n, samples)),
    ],
  },
];

/** A target in a language; in `*` on the page and in a terminal only, and not in the CSV. */
export const languageColumns: readonly Column<
  LanguageRow,
  (row: LanguageRow<LanguageReport>) => CsvValue[]
>[] = [
  {
    csv: ({ cell }) => [
      ...csvRates(cell),
      ...Object.entries(cell.scripts).map(([script, rate]) => csvRate('mixing', rate, { script })),
    ],
  },
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: '', in: TERMINAL, cell: (row) => language(row.language) },
  { head: 'Target', cell: (row) => target(row.target.id), html: { class: 'subject', label: null } },
  {
    head: 'n',
    align: 'right',
    in: EVERYWHERE,
    cell: ({ cell }) => number(count(cell.scored)),
    html: { class: 'n' },
  },
  ...rateColumns(({ cell }: LanguageRow) => cell, MARKDOWN),
  {
    head: 'Script mixing',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percent(cell.script_mixing.rate)),
    html: {
      class: 'strong rate',
      label: null,
      title: ({ cell: { script_mixing: rate } }) => `${rate.mixed} of ${rate.of}`,
    },
  },
  {
    head: '95% interval',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(bounds(cell.script_mixing).replace(/^.+$/, '($&)')),
    html: { class: 'bounds', label: null },
  },
  {
    head: '',
    in: PAGE,
    cell: ({ cell: { script_mixing: rate } }) => ({
      kind: 'interval',
      at: rate.rate,
      low: rate.low,
      high: rate.high,
    }),
    html: { axis: 'rate' },
  },
  {
    head: 'Word mixing',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percentWithBounds(cell.word_mixing)),
    html: { class: 'worded', label: 'word mixing' },
  },
  {
    head: 'Wrong language',
    align: 'right',
    in: PAGE,
    cell: ({ cell }) => number(percentWithBounds(cell.wrong_language)),
    html: { class: 'wrong', label: 'wrong language' },
  },
  {
    head: 'scripts',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.script_mixing.rate)),
  },
  {
    head: '95% interval',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(bounds(cell.script_mixing)),
  },
  {
    head: 'words',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.word_mixing.rate)),
  },
  {
    head: 'wrong lang.',
    align: 'right',
    in: TERMINAL,
    cell: ({ cell }) => number(percent(cell.wrong_language.rate)),
  },
];

const testNames: Readonly<Record<Comparison['test'], string>> = {
  'sign-flip': 'sign-flip test over prompts',
  fisher: "Fisher's exact test",
  none: 'not tested',
};

const subjects: Readonly<Record<Comparison['measure'], string>> = {
  ...RATE_NAMES,
  repeats: 'Repeats other answers',
  copies: 'Copies its prompt',
  loops: 'Loops',
  empty: 'Empty',
  refused: 'Refused',
  error: 'Failed requests',
};

/** What a row of changes is about, beside its language: a rate, an intruding script, or a sign of collapse. */
const subjectOf = ({ measure, script }: Comparison): string =>
  measure === 'mixing' && script !== '*' ? scriptName(script) : subjects[measure];

/** The same by codes, for a terminal. */
const SHORT: Readonly<Partial<Record<Comparison['measure'], string>>> = {
  script_mixing: 'scripts',
  word_mixing: 'words',
  code_mixing: 'in code',
};

function shortSubject({ measure, script }: Comparison, wrong: string): string {
  if (measure === 'mixing') return script === '*' ? 'mixing' : script;
  return measure === 'wrong_language' ? wrong : (SHORT[measure] ?? measure);
}

/** Fields of a comparison in the CSV, where they are columns of their own. */
type Fields = Readonly<Record<string, (row: Comparison) => string | number | null>>;

/** A candidate against a baseline, in a language, by a script. */
export const changeColumns: readonly Column<Comparison, Fields>[] = [
  { csv: { baseline: ({ baseline }) => baseline } },
  { head: 'Language', cell: (row) => language(row.language), html: { scope: 'rowgroup' } },
  { head: '', in: TERMINAL, cell: (row) => language(row.language) },
  {
    head: 'What',
    cell: (row) => text(subjectOf(row)),
    html: { class: 'subject', label: null },
  },
  {
    head: 'what',
    in: TERMINAL,
    cell: (row, room) => text(shortSubject(row, room === 'narrow' ? 'wrong' : 'wrong lang.')),
  },
  ...(['before', 'after'] as const).flatMap((side): Column<Comparison, Fields>[] => {
    const rateOf = (row: Comparison): Rate => (side === 'before' ? row.baseline_rate : row.candidate_rate);
    return [
      {
        head: side === 'before' ? 'Before' : 'After',
        align: 'right',
        in: MARKDOWN,
        cell: (row) => number(percent(rateOf(row).rate)),
      },
      {
        head: side,
        align: 'right',
        in: TERMINAL,
        cell: (row, room) =>
          number(room === 'wide' ? percentWithBounds(rateOf(row)) : percent(rateOf(row).rate)),
      },
    ];
  }),
  {
    head: 'Before → after',
    align: 'right',
    in: PAGE,
    cell: (row) => number(`${percent(row.baseline_rate.rate)} → ${percent(row.candidate_rate.rate)}`),
    html: {
      class: 'rates',
      label: null,
      title: ({ baseline_rate: before, candidate_rate: after }) =>
        `${before.mixed} of ${before.of} before, ${after.mixed} of ${after.of} after`,
    },
  },
  { head: 'n', align: 'right', in: MARKDOWN, cell: (row) => number(sizes(row)) },
  { head: 'n', align: 'right', in: TERMINAL, cell: (row) => number(sizes(row).replaceAll(' ', '')) },
  {
    head: 'Change in points (95% interval)',
    align: 'right',
    in: MARKDOWN,
    cell: (row) => number(pointsWithBounds(row)),
    csv: { delta: ({ delta }) => delta, delta_low: ({ low }) => low, delta_high: ({ high }) => high },
  },
  {
    head: 'Points',
    align: 'right',
    in: PAGE,
    cell: (row) => number(points(row.delta)),
    html: { class: 'strong change', label: null },
  },
  { head: 'change', align: 'right', in: TERMINAL, cell: (row) => number(points(row.delta)) },
  {
    head: '95% interval',
    align: 'right',
    in: ['html', 'terminal'],
    cell: (row) => number(pointsBounds(row)),
    html: { class: 'bounds', label: null },
  },
  {
    head: '',
    in: PAGE,
    cell: ({ delta: at, low, high, verdict }) => ({ kind: 'interval', at, low, high, verdict }),
    html: { axis: 'change' },
  },
  { head: 'n', align: 'right', in: PAGE, cell: (row) => number(sizes(row)), html: { class: 'n' } },
  {
    head: 'Adjusted p',
    align: 'right',
    cell: (row) => number(pValue(row.p_adjusted)),
    html: {
      class: 'p',
      label: 'adjusted p',
      title: ({ test, p }) => `${testNames[test]}, p before adjustment ${pValue(p)}`,
    },
    csv: { test: ({ test }) => test, p: ({ p }) => p, p_adjusted: (row) => row.p_adjusted },
  },
  {
    head: 'Verdict',
    in: ['markdown', 'html'],
    cell: ({ verdict }) => ({ kind: 'verdict', verdict }),
    html: { class: 'judged', label: null },
    csv: { verdict: ({ verdict }) => verdict, collapse: ({ collapse = [] }) => collapse.join(' ') },
  },
  { head: 'verdict', in: TERMINAL, cell: ({ verdict }) => ({ kind: 'verdict', verdict }) },
];

/** What a narrow terminal says under a table of changes: what its short words stand for. */
export const NARROW_NOTE = 'wrong: answered in another language than the one asked for';
