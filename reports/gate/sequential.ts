/** The gate of a comparison that is asked until it is decided: its rows by tests that may be looked at after every prompt. */

import { compareTargets } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import { sequentialInterval } from '../statistics/index.js';
import type { Comparison } from '../types.js';
import { pooledFor } from '../units.js';
import type { Held } from './held.js';
import { ALPHA, clustersIn, EXCLUDED_TURN, LEVEL } from './margin.js';
import { otherRow, otherRows, withDegraded } from './others.js';
import type { GateRules } from './rules.js';
import { changeOf, type Seen, type Sequence } from './sequence.js';
import type { GateRow } from './types.js';
import { type Walk, walk } from './walk.js';
import { nameOf } from './worse.js';

/** e-values have no end; numbers of JSON do. */
const eValue = (ln: number): number => Math.min(Number.MAX_VALUE, Math.exp(ln));

function ratesOf(used: readonly Seen[]) {
  const pooled = (side: 'ours' | 'theirs') =>
    pooledFor(
      'prompts',
      used.map((seen) => ({ events: seen[side], trials: seen.trials })),
    );
  return { candidate_rate: rateOf(pooled('ours')), baseline_rate: rateOf(pooled('theirs')) };
}

/** Mean difference of prompts: each counts as one, whatever came of its repeats. */
const meanOf = (used: readonly Seen[]): number =>
  used.reduce((sum, seen) => sum + changeOf(seen), 0) / used.length;

function whyOpen(held: Held, { ended, whole, prompts, of }: Walk): string {
  if (held.used.length === 0) return 'there is no scored answer on both sides yet';
  if (held.turns) return EXCLUDED_TURN;
  if (whole) return `still open after all ${of} prompts of the plan`;
  return ended ? 'still open where it ended' : `still open after ${prompts} of ${of} prompts`;
}

function heldRow(held: Held, sequence: Sequence, found: Walk): GateRow {
  const { rule, measure, place, limit } = held.to;
  const { used, wealth } = held;
  const verdict = held.verdict;
  const isMax = rule === 'max';
  const interval = used.length === 0 ? { low: null, high: null } : held.interval();
  return {
    ...sequence.sides.ids,
    measure,
    language: place,
    script: '*',
    rule,
    ...ratesOf(used),
    // Beside a share the baseline's rate is to look at: of all that it has there.
    ...(isMax && {
      baseline_rate: rateOf(pooledFor('prompts', clustersIn(sequence.sides.baseline, measure, place))),
    }),
    delta: isMax || used.length === 0 ? null : meanOf(used),
    ...interval,
    level: used.length === 0 ? null : LEVEL,
    units: 'prompts',
    margin: limit,
    verdict,
    more: null,
    prompts: used.length,
    e_values: { within: eValue(wealth.within), beyond: eValue(wealth.beyond) },
    ...(verdict === 'undecided' && { why: whyOpen(held, found) }),
  };
}

/** A row that holds no pass. What is told by all answers together speaks when the asking has ended, once, by the test of any other run. */
function rowOf(row: Comparison, { families, ended }: Walk, margin: number): GateRow {
  const name = nameOf(row);
  const family = families.find((one) => one.used(name) !== undefined);
  if (family === undefined)
    return otherRow(row, ended && row.measure === 'repeats' && row.verdict === 'worse' ? 'fail' : 'pass');
  const ln = family.failing.get(name);
  if (ln === undefined) return { ...otherRow(row, 'pass'), low: null, high: null, level: null };
  const used = family.used(name) ?? [];
  const interval = sequentialInterval('difference', used.map(changeOf), ALPHA, (mean, at) =>
    mean === 'atLeast' ? at - margin : at + margin,
  );
  return {
    ...otherRow(row, 'fail'),
    ...ratesOf(used),
    delta: meanOf(used),
    ...interval,
    level: LEVEL,
    prompts: used.length,
    e_values: { within: null, beyond: eValue(ln) },
  };
}

/** What a gate says of a comparison that goes on, or was stopped. */
export interface Sequential {
  readonly rows: readonly GateRow[];
  readonly walk: Walk;
}

export function sequentialRows(sequence: Sequence, rules: GateRules): Sequential {
  const { on, margin } = rules;
  const { sides } = sequence;
  const found = walk(sequence, rules);
  const change = compareTargets(
    [sides.ids.baseline, sides.baseline],
    [sides.ids.candidate, sides.candidate],
    { named: on },
  );
  const held = found.held
    .map((one) => heldRow(one, sequence, found))
    .map((row) => (found.ended && row.rule === 'margin' ? withDegraded(row, change.comparisons) : row));
  return { rows: [...held, ...otherRows(change, on, held, (row) => rowOf(row, found, margin))], walk: found };
}
