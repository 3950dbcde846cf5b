/** The rows of what changed between a baseline and a candidate. */

import { type Pair, percent, points, pointsBounds, pValue, sizes, subjectOf } from '../../display/index.js';
import type { Comparison } from '../../types.js';
import { type Axis, type Bar, barOf, changeAxis } from './bars.js';
import {
  type LanguageLabel,
  languageLabel,
  type TargetName,
  type VerdictView,
  verdictView,
} from './labels.js';

interface Row {
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  readonly counts: string;
  readonly n: string;
  readonly change: string;
  readonly bounds: string;
  readonly bar: Bar | null;
  readonly p: string;
  readonly test: string;
  readonly verdict: VerdictView;
}

export interface ChangesView {
  readonly baseline: TargetName;
  readonly candidate: TargetName;
  readonly axis: Axis;
  readonly groups: readonly {
    readonly language: LanguageLabel;
    readonly size: number;
    readonly rows: readonly Row[];
  }[];
}

const testNames: Readonly<Record<Comparison['test'], string>> = {
  'sign-flip': 'sign-flip test over prompts',
  fisher: "Fisher's exact test",
  none: 'not tested',
};

/** The table of one pair, grouped by language. */
export function changesView(pair: Pair, name: (id: string) => TargetName): ChangesView {
  const axis = changeAxis(pair.rows);
  const languages = [...new Set(pair.rows.map((row) => row.language))];
  return {
    baseline: name(pair.baseline),
    candidate: name(pair.candidate),
    axis,
    groups: languages.map((language) => {
      const rows = pair.rows.filter((row) => row.language === language).map((row) => rowOf(row, axis));
      return { language: languageLabel(language), size: rows.length, rows };
    }),
  };
}

function rowOf(row: Comparison, axis: Axis): Row {
  const { baseline_rate: before, candidate_rate: after } = row;
  return {
    subject: subjectOf(row),
    before: percent(before.rate),
    after: percent(after.rate),
    counts: `${before.mixed} of ${before.of} before, ${after.mixed} of ${after.of} after`,
    n: sizes(row),
    change: points(row.delta),
    bounds: pointsBounds(row),
    bar: barOf(axis, row.delta, row.low, row.high),
    p: pValue(row.p_adjusted),
    test: `${testNames[row.test] ?? 'test not known'}, p before adjustment ${pValue(row.p)}`,
    verdict: verdictView(row.verdict),
  };
}
