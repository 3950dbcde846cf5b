/** The rows of a comparison beside those that a pass hangs on, and what they say of these. */

import { type Change, WORSE } from '../comparing/index.js';
import type { Comparison } from '../types.js';
import type { GateRules } from './rules.js';
import type { GateRow, GateVerdict } from './types.js';

const isNamed = ({ language, script, measure }: Comparison, on: readonly Comparison['measure'][]): boolean =>
  language === '*' && script === '*' && on.some((named) => named === measure);

/** A row that holds no pass, with what its test came to. */
export function otherRow(row: Comparison, verdict: GateVerdict): GateRow {
  const { p: _, p_adjusted: __, test: ___, collapse: ____, ...shown } = row;
  const rule = WORSE.some((one) => one === row.measure) ? 'collapse' : 'worse';
  return { ...shown, rule, margin: null, verdict, more: null };
}

/** The rows that are not held to a margin, as `rowOf` tests them; one that counts just the samples of another one fails where that does, be it one of those that are `held`. */
export function otherRows(
  { comparisons, repeated }: Pick<Change, 'comparisons' | 'repeated'>,
  on: GateRules['on'],
  held: readonly GateRow[],
  rowOf: (row: Comparison) => GateRow,
): GateRow[] {
  return comparisons
    .filter((row) => !isNamed(row, on))
    .map((row) => {
      const own = rowOf(row);
      const twin = repeated.get(row);
      if (twin === undefined) return own;
      const named = held.find(
        ({ rule, measure }) => rule === 'margin' && measure === twin.measure && isNamed(twin, on),
      );
      const { verdict } = named ?? rowOf(twin);
      return { ...own, verdict: verdict === 'fail' ? 'fail' : 'pass', duplicate: true };
    });
}

const DEGRADED =
  'the rate fell, or kept, while answers got worse in a way that makes it fall: see the report (degraded)';

/** A pass that a rate has only since answers got worse in another way is none. */
export const withDegraded = (row: GateRow, comparisons: readonly Comparison[]): GateRow =>
  row.verdict === 'pass' &&
  comparisons.some((one) => isNamed(one, [row.measure]) && one.verdict === 'degraded')
    ? { ...row, verdict: 'undecided', why: DEGRADED }
    : row;
