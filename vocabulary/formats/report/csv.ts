/** The page of a model as CSV: a row a number. */

import type { Drift } from '../../drift/index.js';
import type { Mixing, ModelReport, ProbedState } from '../../report/index.js';
import { type Cell, csvOf } from '../csv.js';

const COLUMNS = [
  'section',
  'state',
  'of',
  'script',
  'measure',
  'count',
  'total',
  'value',
  'low',
  'high',
  'p_adjusted',
  'verdict',
];

interface Row {
  readonly section: string;
  readonly state?: string;
  /** A class, or a language. */
  readonly of?: string;
  readonly script?: string;
  readonly measure: string;
  readonly count?: number | null;
  readonly total?: number;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly p?: number | null;
  readonly verdict?: string;
}

const cellsOf = (row: Row): Cell[] => [
  row.section,
  row.state ?? null,
  row.of ?? null,
  row.script ?? null,
  row.measure,
  row.count ?? null,
  row.total ?? null,
  row.value ?? null,
  row.low ?? null,
  row.high ?? null,
  row.p ?? null,
  row.verdict ?? null,
];

function* mixingRows({ languages, changes }: Mixing): Generator<Row> {
  for (const { language, measure, script, rates } of languages)
    for (const { state, mixed, of, rate, low, high } of rates)
      yield {
        section: 'mixing',
        state,
        of: language,
        script,
        measure,
        count: mixed,
        total: of,
        value: rate,
        low,
        high,
      };
  for (const { rows } of changes)
    for (const row of rows)
      yield {
        section: 'change',
        state: row.candidate,
        of: row.language,
        script: row.script,
        measure: row.measure,
        value: row.delta,
        low: row.low,
        high: row.high,
        p: row.p_adjusted,
        verdict: row.verdict,
      };
}

function* driftRows(state: string, drift: Drift): Generator<Row> {
  for (const one of [...drift.classes, { class: '*', ...drift }]) {
    const row = { section: 'drift', state, of: one.class };
    yield { ...row, measure: 'mean', total: one.tokens, value: one.mean };
    yield { ...row, measure: 'lowest', total: one.tokens, value: one.lowest };
    for (const [threshold, rows] of Object.entries(one.under))
      yield {
        ...row,
        measure: `under ${threshold}`,
        count: rows,
        total: one.tokens,
        value: one.tokens === 0 ? null : rows / one.tokens,
      };
  }
  for (const [name, value] of Object.entries(drift.percentiles ?? {}))
    yield { section: 'drift', state, of: '*', measure: `percentile ${name}`, value };
}

function* probeRows({ state, classes, vocabulary, probed, forgotten }: ProbedState): Generator<Row> {
  const none = { rate: null, low: null, high: null };
  for (const one of [{ class: '*', probed, forgotten, ...(vocabulary ?? none) }, ...classes])
    yield {
      section: 'probe',
      state,
      of: one.class,
      measure: 'forgotten',
      count: one.forgotten,
      total: one.probed,
      value: one.rate,
      low: one.low,
      high: one.high,
    };
}

function* rowsOf({ scan, coverage, drifts, probes, mixing }: ModelReport): Generator<Row> {
  if (mixing !== null) yield* mixingRows(mixing);
  for (const probe of probes) yield* probeRows(probe);
  for (const { state, of } of drifts) yield* driftRows(state, of);
  for (const one of coverage?.classes ?? []) {
    const row = { section: 'coverage', of: one.class, total: one.tokens };
    yield { ...row, measure: 'never', count: one.never };
    yield { ...row, measure: 'uncovered', count: one.uncovered };
  }
  for (const one of scan?.classes ?? []) {
    const row = { section: 'scan', of: one.class, total: one.tokens };
    yield { ...row, measure: 'unreachable', count: one.unreachable };
    yield { ...row, measure: 'rare', count: one.rare };
  }
}

/** A row a number: `count` of `total` is `value`, where it is a share; a change is in fractions, a row of `drift` a cosine. */
export function renderCsv(report: ModelReport): Iterable<string> {
  function* cells() {
    for (const row of rowsOf(report)) yield cellsOf(row);
  }
  return csvOf(COLUMNS, cells());
}
