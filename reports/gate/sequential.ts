/** The gate of a comparison that is asked until it is decided: its rows by tests that may be looked at after every prompt. */

import { compareTargets } from '../comparing/index.js';
import { rateOf } from '../rates.js';
import { sequentialInterval } from '../statistics/index.js';
import type { Comparison } from '../types.js';
import { pooledFor } from '../units.js';
import type { Held } from './held.js';
import { ALPHA, clustersIn, EXCLUDED_TURN } from './margin.js';
import type { GateRules } from './rules.js';
import type { Seen, Sequence } from './sequence.js';
import type { GateRow } from './types.js';
import { type WaiverOf, type Walk, walk } from './walk.js';
import { nameOf } from './worse.js';

const LEVEL = 1 - 2 * ALPHA;

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
  used.reduce((sum, { ours, theirs, trials }) => sum + (ours - theirs) / trials, 0) / used.length;

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
function worseRow(row: Comparison, { families, ended }: Walk, margin: number, isBeside: boolean): GateRow {
  const { p: _, p_adjusted: __, test: ___, collapse: ____, verdict, ...shown } = row;
  const rule = isBeside ? 'collapse' : 'worse';
  const name = nameOf(row);
  const family = families.find((one) => one.used(name) !== undefined);
  const ln = family?.failing.get(name);
  const plain = { ...shown, rule, margin: null, more: null } as const;
  if (family === undefined) {
    const fails = ended && row.measure === 'repeats' && verdict === 'worse';
    return { ...plain, verdict: fails ? 'fail' : 'pass' };
  }
  if (ln === undefined) return { ...plain, low: null, high: null, level: null, verdict: 'pass' };
  const used = family.used(name) ?? [];
  const interval = sequentialInterval(
    'difference',
    used.map(({ ours, theirs, trials }) => (ours - theirs) / trials),
    ALPHA,
    (mean, at) => (mean === 'atLeast' ? at - margin : at + margin),
  );
  return {
    ...plain,
    ...ratesOf(used),
    delta: meanOf(used),
    ...interval,
    level: LEVEL,
    verdict: 'fail',
    prompts: used.length,
    e_values: { within: null, beyond: eValue(ln) },
  };
}

/** What a gate says of a comparison that goes on, or was stopped. */
export interface Sequential {
  readonly rows: readonly GateRow[];
  readonly walk: Walk;
}

export function sequentialRows(
  sequence: Sequence,
  rules: GateRules,
  waiverOf: WaiverOf,
  isBeside: (row: Comparison) => boolean,
  withDegraded: (row: GateRow, rows: readonly Comparison[]) => GateRow,
): Sequential {
  const { on } = rules;
  const { sides } = sequence;
  const found = walk(sequence, rules, waiverOf);
  const { comparisons, repeated } = compareTargets(
    [sides.ids.baseline, sides.baseline],
    [sides.ids.candidate, sides.candidate],
    { named: on },
  );
  const held = found.held
    .map((one) => heldRow(one, sequence, found))
    .map((row) => (found.ended && row.rule === 'margin' ? withDegraded(row, comparisons) : row));
  const others = comparisons
    .filter(
      ({ language, script, measure }) =>
        language !== '*' || script !== '*' || !on.some((one) => one === measure),
    )
    .map((row): GateRow => {
      const twin = repeated.get(row);
      const own = worseRow(row, found, rules.margin, isBeside(row));
      if (twin === undefined) return own;
      const named = held.find(
        ({ measure, rule }) =>
          rule === 'margin' && measure === twin.measure && twin.language === '*' && twin.script === '*',
      );
      const { verdict } = named ?? worseRow(twin, found, rules.margin, isBeside(twin));
      return { ...own, verdict: verdict === 'fail' ? 'fail' : 'pass', duplicate: true };
    });
  return { rows: [...held, ...others], walk: found };
}
