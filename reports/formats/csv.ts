/** The report as CSV: one row for each target, language, script and measure, numbers in full precision. */

import { createRequire } from 'node:module';
import type { stringify as Stringify } from 'csv-stringify/sync';
import { groupedBy } from '../arrange.js';
import { attributionValues, type PlanValue } from '../attribution/index.js';
import { type CsvValue, csvRate } from '../cells.js';
import { type Extent, isChosen } from '../chosen.js';
import type { ChangeFields } from '../columns/index.js';
import { mitigationValues } from '../mitigations.js';
import { seriesValues } from '../series-shown.js';
import { changeFields, csvOfTarget } from '../tables.js';
import type { Comparison, Examples, LengthChange, Rate, Report, TargetReport } from '../types.js';

/** What a row is about. `*` is all languages, or any script. */
type Subject = Required<Pick<CsvValue, 'measure' | 'language' | 'script'>>;

/** A value with its subject. */
type Row = CsvValue & Subject;

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
  ...changeFields.map(([name]) => name),
  'label',
];

const keyOf = ({ language, script, measure }: Subject): string => JSON.stringify([language, script, measure]);

/**
 * Rows of a heading and numbers; missing numbers are empty. `count` of `of` is `rate`, with `low` and `high` the ends of
 * its 95% interval; the reasons of exclusion are measures of their own, of all samples, and so are retried samples, requests,
 * questions without an answer, fingerprints where they changed, what vendors take, cost and rank as, channels beside the answer, signs of collapse, lengths, exemptions and the literature's measures, whose value stands under `rate` without an interval. From `baseline` on a row is filled
 * where its target was compared as a candidate. Names that a spreadsheet would run as formulas get an apostrophe before.
 */
export function renderCsv(report: Report, _examples?: Examples, { extent, rows }: Extent = {}): string {
  const isCompact = extent === 'compact';
  const changes = changesOf(report);
  const sides = groupedBy(
    [...report.comparisons.flatMap(sidesOf), ...report.lengths.map(ratioOf)],
    ({ target }) => target,
  );
  const records = report.targets.flatMap((target) =>
    rowsOf(csvOfTarget(report, target), sides.get(target.id) ?? []).flatMap((row) => {
      const { language, script, measure, count, of, rate, low, high } = row;
      const { id, model, simulated } = target;
      const counted = [id, model, String(simulated), language, script, measure, count, of, rate, low, high];
      if (isCompact && (low === null || (rows === undefined && measure !== 'script_mixing'))) return [];
      const compared = changes.get(JSON.stringify([id, keyOf(row)])) ?? [undefined];
      const chosen = compared.filter((one) => isChosen({ language, script, verdict: one?.verdict }, rows));
      return chosen.map((comparison) => [
        ...counted,
        ...changeFields.map(([name, field]) => {
          if (comparison !== undefined) return field(comparison);
          if (name === 'units' && low !== null && measure !== RATIO) return unitsIn(target, language);
          return measure === RATIO && name === 'baseline' ? report.baseline : '';
        }),
        target.label ?? '',
      ]);
    }),
  );
  const planned = isCompact
    ? []
    : [...attributionValues(report), ...mitigationValues(report)].map(plannedRecord);
  // Loaded where CSV is written, and for no other format.
  const { stringify }: { stringify: typeof Stringify } = createRequire(import.meta.url)('csv-stringify/sync');
  return stringify([...records, ...planned], { header: true, columns, escape_formulas: true });
}

/** What is told of a change, by its target and its subject. */
function changesOf({ comparisons, targets, series }: Report): ReadonlyMap<string, readonly ChangeFields[]> {
  const compared = comparisons.map((row) => [row.candidate, row, row] as const);
  const steps = targets.flatMap(({ id }) =>
    seriesValues(series, id).flatMap(({ value, change }) =>
      change === null ? [] : [[id, { language: '*', script: '*', ...value }, change] as const],
    ),
  );
  const grouped = groupedBy<readonly [string, Subject, ChangeFields]>(
    [...compared, ...steps],
    ([target, subject]) => JSON.stringify([target, keyOf(subject)]),
  );
  return new Map(Array.from(grouped, ([key, found]) => [key, found.map(([, , change]) => change)]));
}

/** What the interval of a rate there takes for what was drawn. */
const unitsIn = (target: TargetReport, language: string): string =>
  (language === '*' ? target : target.languages[language])?.units ?? 'prompts';

interface Side {
  readonly target: string;
  readonly row: Row;
}

/** Either side of a comparison as a row of its target. */
function sidesOf({ measure, language, script, ...row }: Comparison): Side[] {
  const side = (target: string, rate: Rate): Side => ({
    target,
    row: { language, ...csvRate(measure, rate), script },
  });
  return [side(row.baseline, row.baseline_rate), side(row.candidate, row.candidate_rate)];
}

/** A line about a plan of several targets. */
const plannedRecord = ({ target, measure, count, of, rate, low, high }: PlanValue): unknown[] => [
  ...[target, '', '', '*', '*', measure, count, of, rate, low, high],
  ...changeFields.map(() => ''),
  '',
];

const RATIO = 'length_ratio';

/** A change of length as a row of the candidate: `of` are prompts, the ratio stands under `rate`. */
const ratioOf = ({ candidate, language, prompts, ratio, low, high }: LengthChange): Side => ({
  target: candidate,
  row: { language, script: '*', measure: RATIO, count: null, of: prompts, rate: ratio, low, high },
});

/** The rows of a target, and those that only a comparison knows: a script over all languages. */
function rowsOf(values: readonly CsvValue[], sides: readonly Side[]): Row[] {
  const rows = new Map<string, Row>();
  const own = values.map((value): Row => ({ language: '*', script: '*', ...value }));
  for (const row of [...own, ...sides.map((side) => side.row)]) {
    const key = keyOf(row);
    if (!rows.has(key)) rows.set(key, row);
  }
  return [...rows.values()];
}
