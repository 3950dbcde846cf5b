/** The gate: may a candidate take the baseline's place? */

import { UserError } from '../../files/index.js';
import type { Waiver } from '../../store/index.js';
import { areAskedAlike, compareTargets, sidesOf } from '../comparing/index.js';
import { LOSSES, type Loss, SIGNS, type Sign } from '../judging/index.js';
import type { Comparison } from '../types.js';
import type { Inference } from '../units.js';
import { ALPHA, marginRow, maxRow } from './margin.js';
import type { GateRules } from './rules.js';
import { sequenceOf } from './sequence.js';
import { sequentialRows } from './sequential.js';
import { checkJudges, type GateSide, namedOf, unansweredOf } from './sides.js';
import type { GateCandidate, GateResult, GateRow, GateVerdict } from './types.js';
import { type WaiverOf, type Walk, walk } from './walk.js';

const BESIDES: ReadonlySet<Comparison['measure']> = new Set<Sign | Loss>([...SIGNS, ...LOSSES]);

/** A row of a comparison: it fails where it is significantly worse, and never holds a pass. */
function worseRow(row: Comparison): GateRow {
  const { p: _, p_adjusted: __, test: ___, collapse: ____, ...shown } = row;
  return {
    ...shown,
    rule: BESIDES.has(row.measure) ? 'collapse' : 'worse',
    margin: null,
    verdict: row.verdict === 'worse' ? 'fail' : 'pass',
    more: null,
  };
}

/** A row that counts just the samples of another one: it fails where that does. */
function duplicateRow(row: Comparison, twin: Comparison, inMargin: readonly GateRow[]): GateRow {
  const named = inMargin.find(
    ({ measure }) => measure === twin.measure && twin.language === '*' && twin.script === '*',
  );
  const { verdict } = named ?? worseRow(twin);
  return { ...worseRow(row), verdict: verdict === 'fail' ? 'fail' : 'pass', duplicate: true };
}

const isNamed = ({ language, script, measure }: Comparison, on: GateRules['on']): boolean =>
  language === '*' && script === '*' && on.some((named) => named === measure);

const DEGRADED =
  'the rate fell, or kept, while answers got worse in a way that makes it fall: see the report (degraded)';

/** A pass that a rate has only since answers got worse in another way is none. */
const withDegraded = (row: GateRow, rows: readonly Comparison[], on: GateRules['on']): GateRow =>
  row.verdict === 'pass' &&
  rows.some((one) => isNamed(one, on) && one.measure === row.measure && one.verdict === 'degraded')
    ? { ...row, verdict: 'undecided', why: DEGRADED }
    : row;

const fallsUnder = (
  row: GateRow,
  { language = row.language, script = row.script, measure = row.measure }: Waiver,
): boolean =>
  row.verdict !== 'pass' && language === row.language && script === row.script && measure === row.measure;

/** A row with the first waiver that it falls under, where it needs one. */
function withWaiver(row: GateRow, waive: GateRules['waive']): GateRow {
  const waiver = waive.find((one) => fallsUnder(row, one));
  return waiver === undefined ? row : { ...row, waived: { until: waiver.until, why: waiver.why } };
}

/** The waiver that a row falls under when it is no pass. */
const waiverFor =
  (waive: GateRules['waive']): WaiverOf =>
  (row) =>
    waive.find(
      ({ language = row.language, script = row.script, measure = row.measure }) =>
        language === row.language && script === row.script && measure === row.measure,
    );

const ORDER: readonly GateVerdict[] = ['fail', 'undecided', 'pass'];

const worstOf = (verdicts: readonly GateVerdict[]): GateVerdict =>
  ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'pass';

function rowsOf(baseline: GateSide, candidate: GateSide, rules: GateRules, inference: Inference): GateRow[] {
  const { on, margin, max, waive } = rules;
  const [before, after] = [namedOf(baseline), namedOf(candidate)];
  const sides = sidesOf(before, after, inference);
  const { comparisons, repeated } = compareTargets(before, after, { inference, named: on });
  const isSame = areAskedAlike(sides);
  const held = on
    .map((measure) => marginRow(sides, measure, margin))
    .map(
      (row): GateRow =>
        isSame || row.verdict === 'fail'
          ? row
          : {
              ...row,
              verdict: 'undecided',
              more: null,
              why: 'the targets were not asked in the same languages',
            },
    );
  const inMargin = held.map((row) => withDegraded(row, comparisons, on));
  return [
    ...inMargin,
    ...max.flatMap(([place, most]) => on.map((measure) => maxRow(sides, measure, place, most))),
    ...comparisons
      .filter((row) => !isNamed(row, on))
      .map((row) => {
        const twin = repeated.get(row);
        return twin === undefined ? worseRow(row) : duplicateRow(row, twin, inMargin);
      }),
  ].map((row) => withWaiver(row, waive));
}

/** What was found of one candidate. */
interface Found {
  readonly rows: readonly GateRow[];
  readonly walk?: Walk;
}

/** By the test that may be looked at all the time where it is asked until it is decided: another one would be looked at too early, or too often. */
function foundOf(baseline: GateSide, candidate: GateSide, rules: GateRules, inference: Inference): Found {
  const sequence = sequenceOf(baseline, candidate);
  if (sequence === undefined) return { rows: rowsOf(baseline, candidate, rules, inference) };
  if (inference !== 'prompts')
    throw new UserError(
      'it is asked until it is decided, and so prompts are the units',
      candidate.name,
      'leave out --inference, or ask these prompts without --until-decided',
    );
  const { rows, walk: found } = sequentialRows(
    sequence,
    rules,
    waiverFor(rules.waive),
    ({ measure }) => BESIDES.has(measure),
    (row, comparisons) => withDegraded(row, comparisons, rules.on),
  );
  return { rows: rows.map((row) => withWaiver(row, rules.waive)), walk: found };
}

/** What a run that goes on until it is decided has come to with one candidate, and what more is wanted. */
export type Standing = Pick<Walk, 'decided' | 'byFailures' | 'ended' | 'prompts' | 'of' | 'used' | 'wanted'>;

/** The same as {@link gate} comes to, without its rows. Throws where nothing says in which order it is asked. */
export function standingOf(baseline: GateSide, candidate: GateSide, rules: GateRules): Standing {
  const sequence = sequenceOf(baseline, candidate);
  if (sequence === undefined) throw new Error('a run without a plan');
  return walk(sequence, rules, waiverFor(rules.waive));
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
): GateResult {
  for (const candidate of candidates) checkJudges(baseline, candidate);
  const found = candidates.map((candidate) => ({
    candidate,
    ...foundOf(baseline, candidate, rules, inference),
  }));
  const rows = found.flatMap((one) => one.rows);
  const all = found.map((one) => candidateOf(baseline, one.candidate, one));
  const unused = rules.waive.filter((waiver) => !rows.some((row) => fallsUnder(row, waiver)));
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
