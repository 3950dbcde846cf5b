/** The report as CSV: one row for each target, language, script and measure, numbers in full precision. */

import { stringify } from 'csv-stringify/sync';
import type { LanguageTag, ScriptCode } from '../../detectors/index.js';
import type { Comparison, Rate, Report, TargetReport } from '../types.js';
import { type MeasureRow, measureRows } from './csv-measures.js';

type Excluded = keyof TargetReport['excluded'];
/** Of the report's own rates and reasons, or the name of a {@link MeasureRow}. */
type Measure = Comparison['measure'] | Excluded | (string & {});

/** What a row counts, and of whom. `*` is all languages, or any script. */
interface Row {
  readonly target: string;
  readonly language: LanguageTag | '*';
  readonly script: ScriptCode | '*';
  readonly measure: Measure;
  readonly rate: Cells;
}

/** A rate, or a number that is no share of samples. */
type Cells = Omit<Rate, 'mixed' | 'of'> & { readonly mixed: number | null; readonly of: number | null };

const columns = [
  'target',
  'model',
  'simulated',
  'language',
  'script',
  'measure',
  'count',
  'of',
  'rate',
  'low',
  'high',
  'baseline',
  'delta',
  'delta_low',
  'delta_high',
  'test',
  'p',
  'p_adjusted',
  'verdict',
];

/**
 * Rows of a heading and numbers; missing numbers are empty. `count` of `of` is `rate`, with `low` and `high` the ends of
 * its 95% interval; the reasons of exclusion are measures of their own, of all samples, and so are retried samples, requests,
 * questions without an answer, fingerprints where they changed, channels beside the answer, exemptions and the literature's measures, whose value stands under `rate` without an interval. From `baseline` on a row is filled
 * where its target was compared as a candidate. Names that a spreadsheet would run as formulas get an apostrophe before.
 */
export function renderCsv(report: Report): string {
  const targets = new Map(report.targets.map((target) => [target.id, target]));
  const compared = new Map<string, Comparison[]>();
  for (const comparison of report.comparisons) {
    const key = keyOf({ ...comparison, target: comparison.candidate });
    compared.set(key, [...(compared.get(key) ?? []), comparison]);
  }
  const records = rowsOf(report).flatMap((row) => {
    const target = targets.get(row.target);
    const { mixed, of, rate, low, high } = row.rate;
    const counted = [
      row.target,
      target?.model ?? '',
      target?.simulated === true ? 'true' : 'false',
      row.language,
      row.script,
      row.measure,
      mixed,
      of,
      rate,
      low,
      high,
    ];
    const comparisons = compared.get(keyOf(row)) ?? [];
    if (comparisons.length === 0) return [[...counted, '', '', '', '', '', '', '', '']];
    return comparisons.map((comparison) => [
      ...counted,
      comparison.baseline,
      comparison.delta,
      comparison.low,
      comparison.high,
      comparison.test,
      comparison.p,
      comparison.p_adjusted,
      comparison.verdict,
    ]);
  });
  return stringify(records, { header: true, columns, escape_formulas: true });
}

function keyOf(row: Pick<Row, 'target' | 'language' | 'script'> & { readonly measure: Measure }): string {
  return JSON.stringify([row.target, row.language, row.script, row.measure]);
}

/** The rows of every target, and those that only a comparison knows: a script over all languages. */
function rowsOf(report: Report): Row[] {
  const rows = new Map<string, Row>();
  const add = (row: Row): void => {
    const key = keyOf(row);
    if (!rows.has(key)) rows.set(key, row);
  };
  for (const target of report.targets) {
    for (const row of rowsOfTarget(target)) add(row);
    for (const { language, script, measure, ...comparison } of report.comparisons) {
      const { baseline, candidate, baseline_rate, candidate_rate } = comparison;
      if (target.id === baseline) add({ target: baseline, language, script, measure, rate: baseline_rate });
      if (target.id === candidate)
        add({ target: candidate, language, script, measure, rate: candidate_rate });
    }
  }
  return [...rows.values()];
}

function rowsOfTarget(target: TargetReport): Row[] {
  const whole = { target: target.id, language: '*', script: '*' } as const;
  const excluded = Object.entries(target.excluded) as [Excluded, number][];
  return [
    { ...whole, measure: 'mixing', rate: target.mixing },
    { ...whole, measure: 'wrong_language', rate: target.wrong_language },
    ...excluded.map(([measure, mixed]) => ({ ...whole, measure, rate: share(mixed, target.samples) })),
    ...Object.entries(target.languages).flatMap(([language, cell]): Row[] => [
      { target: target.id, language, script: '*', measure: 'mixing', rate: cell.mixing },
      { target: target.id, language, script: '*', measure: 'wrong_language', rate: cell.wrong_language },
      ...Object.entries(cell.scripts).map(
        ([script, rate]): Row => ({ target: target.id, language, script, measure: 'mixing', rate }),
      ),
    ]),
    ...effortRows(target),
    ...channelCells(target),
    ...measureRows(target).map((row): Row => ({ target: target.id, ...toCells(row) })),
  ];
}

/** What asking took: shares of samples, and requests, which are a share of nothing. */
function effortRows(target: TargetReport): Row[] {
  const { id, samples, retried, requests, unanswered, expected, fingerprints = {} } = target;
  const number = (count: number): Cells => ({ mixed: count, of: null, rate: null, low: null, high: null });
  const rows: [Measure, Cells][] = [
    ['retried', share(retried, samples)],
    ['requests', number(requests)],
    ...(unanswered === undefined ? [] : [['unanswered', number(unanswered)] as [Measure, Cells]]),
    ...(expected === undefined ? [] : [['expected', expected] as [Measure, Cells]]),
    ...Object.entries(fingerprints).map(([name, n]): [Measure, Cells] => [
      `system_fingerprint ${name}`,
      share(n, samples),
    ]),
  ];
  return rows.map(([measure, rate]) => ({ target: id, language: '*', script: '*', measure, rate }));
}

/** `reasoning_mixing`, `tool_calls_wrong_language` and so on, as the rates of the answers. */
function channelCells({ id: target, channels = {} }: TargetReport): Row[] {
  return Object.entries(channels).flatMap(([channel, { languages, ...whole }]) => {
    const rows = (language: string, { mixing, wrong_language }: typeof whole): Row[] => [
      { target, language, script: '*', measure: `${channel}_mixing`, rate: mixing },
      { target, language, script: '*', measure: `${channel}_wrong_language`, rate: wrong_language },
    ];
    return [
      ...rows('*', whole),
      ...Object.entries(languages).flatMap(([language, cell]) => [
        ...rows(language, cell),
        ...Object.entries(cell.scripts).map(
          ([script, rate]): Row => ({ target, language, script, measure: `${channel}_mixing`, rate }),
        ),
      ]),
    ];
  });
}

function toCells({ language, measure, count, of, value }: MeasureRow): Omit<Row, 'target'> {
  return { language, script: '*', measure, rate: { mixed: count, of, rate: value, low: null, high: null } };
}

/** A count of all samples, which has no interval. */
function share(mixed: number, of: number): Rate {
  return { mixed, of, rate: of === 0 ? null : mixed / of, low: null, high: null };
}
