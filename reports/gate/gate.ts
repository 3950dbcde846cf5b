/** The gate: may a candidate take the baseline's place? */

import { UserError } from '../../files/index.js';
import {
  areAskedAlike,
  type Change,
  type Comparing,
  compareTargets,
  type Named,
  sidesOf,
} from '../comparing/index.js';
import type { Inference } from '../units.js';
import { ALPHA, marginRow, maxRow } from './margin.js';
import { otherRow, otherRows, withDegraded } from './others.js';
import type { GateRules } from './rules.js';
import { sequenceOf } from './sequence.js';
import { sequentialRows } from './sequential.js';
import { checkJudges, type GateSide, namedOf, unansweredOf } from './sides.js';
import type { GateCandidate, GateResult, GateRow, GateVerdict } from './types.js';
import { unneeded, waiverFor, withWaiver } from './waivers.js';
import { type Walk, walk } from './walk.js';

const ORDER: readonly GateVerdict[] = ['fail', 'undecided', 'pass'];

const worstOf = (verdicts: readonly GateVerdict[]): GateVerdict =>
  ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'pass';

const ASKED_APART = 'the targets were not asked in the same languages';

/** What compares two targets: {@link compareTargets}, or what remembers what that came to. */
export type Compare = (baseline: Named, candidate: Named, comparing: Comparing) => Change;

/** How a gate speaks of its rows, and what compares its sides. */
interface Ways {
  readonly inference: Inference;
  readonly compare: Compare;
}

function rowsOf(
  baseline: GateSide,
  candidate: GateSide,
  rules: GateRules,
  { inference, compare }: Ways,
): GateRow[] {
  const { on, margin, max } = rules;
  const [before, after] = [namedOf(baseline), namedOf(candidate)];
  const sides = sidesOf(before, after, inference);
  const change = compare(before, after, { inference, named: on });
  const isSame = areAskedAlike(sides);
  const inMargin = on.map((measure) => {
    const row = marginRow(sides, measure, margin);
    return isSame || row.verdict === 'fail'
      ? withDegraded(row, change.comparisons)
      : { ...row, verdict: 'undecided' as const, more: null, why: ASKED_APART };
  });
  return [
    ...inMargin,
    ...max.flatMap(([place, most]) => on.map((measure) => maxRow(sides, measure, place, most))),
    ...otherRows(change, on, inMargin, (row) => otherRow(row, row.verdict === 'worse' ? 'fail' : 'pass')),
  ];
}

/** What was found of one candidate. */
interface Found {
  readonly rows: readonly GateRow[];
  readonly walk?: Walk;
}

/** By the test that may be looked at all the time where it is asked until it is decided: another one would be looked at too early, or too often. */
function foundOf(baseline: GateSide, candidate: GateSide, rules: GateRules, ways: Ways): Found {
  const sequence = sequenceOf(baseline, candidate);
  if (sequence === undefined) return { rows: rowsOf(baseline, candidate, rules, ways) };
  if (ways.inference !== 'prompts')
    throw new UserError(
      'it is asked until it is decided, and so prompts are the units',
      candidate.name,
      'leave out --inference, or ask these prompts without --until-decided',
    );
  return sequentialRows(sequence, rules);
}

/** What a run that goes on until it is decided has come to with one candidate, and what more is wanted. */
export type Standing = Pick<Walk, 'decided' | 'byFailures' | 'ended' | 'prompts' | 'of' | 'used' | 'wanted'>;

/** The same as {@link gate} comes to, without its rows. Throws where nothing says in which order it is asked. */
export function standingOf(baseline: GateSide, candidate: GateSide, rules: GateRules): Standing {
  const sequence = sequenceOf(baseline, candidate);
  if (sequence === undefined) throw new Error('a run without a plan');
  return walk(sequence, rules);
}

/** Answers that are missing: of those that are wanted, where it is asked until it is decided. */
const missingOf = (baseline: GateSide, candidate: GateSide, found: Walk | undefined) =>
  found === undefined
    ? { baseline: unansweredOf(baseline), candidate: unansweredOf(candidate) }
    : {
        baseline: found.missing.baseline + found.failed.baseline,
        candidate: found.missing.candidate + found.failed.candidate,
      };

function candidateOf(baseline: GateSide, candidate: GateSide, { rows, walk: found }: Found): GateCandidate {
  const counting = rows.filter(({ waived, duplicate }) => waived === undefined && duplicate === undefined);
  const unanswered = missingOf(baseline, candidate, found);
  const verdict = worstOf(counting.map((row) => row.verdict));
  const isIncomplete = unanswered.baseline + unanswered.candidate > 0;
  return {
    candidate: candidate.name,
    verdict: verdict === 'pass' && isIncomplete ? 'undecided' : verdict,
    unanswered,
    ...(found && { sequential: { decided: found.decided, prompts: found.prompts, of: found.of } }),
  };
}

/** Holds candidates to the rules. Throws UserError: a side that was judged by something else than the baseline, a target that its tally has not. */
export function gate(
  baseline: GateSide,
  candidates: readonly GateSide[],
  rules: GateRules,
  inference: Inference = 'prompts',
  compare: Compare = compareTargets,
): GateResult {
  for (const candidate of candidates) checkJudges(baseline, candidate);
  const waiverOf = waiverFor(rules.waive);
  const found = candidates.map((candidate) => {
    const { rows, walk: own } = foundOf(baseline, candidate, rules, { inference, compare });
    return { candidate, rows: rows.map((row) => withWaiver(row, waiverOf)), ...(own && { walk: own }) };
  });
  const rows = found.flatMap((one) => one.rows);
  const all = found.map((one) => candidateOf(baseline, one.candidate, one));
  const unused = unneeded(rules.waive, rows);
  const simulated = [baseline, ...candidates]
    .filter((side) => namedOf(side)[1].effort.simulated)
    .map(({ name }) => name);
  const labels = [baseline, ...candidates].flatMap(({ name, label }) =>
    label === undefined || label === name ? [] : [[name, label] as const],
  );
  const { detector: version, policy } = baseline.tally.key;
  return {
    schema: 1,
    verdict: worstOf(all.map(({ verdict }) => verdict)),
    incomplete: all.some(({ unanswered: one }) => one.baseline + one.candidate > 0),
    baseline: baseline.name,
    detector: { version, policy },
    inference,
    alpha: ALPHA,
    candidates: all,
    rows,
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
    ...(simulated.length > 0 && { simulated }),
    ...(unused.length > 0 && { unused_waivers: unused.map(({ until, why }) => ({ until, why })) }),
  };
}
