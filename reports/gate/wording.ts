/** What a gate says in words: the same in every format. */

import { subjectOf } from '../columns/index.js';
import {
  asWritten,
  count,
  escapeHidden,
  languageName,
  percent,
  plural,
  points,
  pointsBounds,
  SIMULATED,
} from '../display/index.js';
import type { More } from '../statistics/index.js';
import type { GateCandidate, GateResult, GateRow } from './types.js';

/** The rows of a candidate that count for something: those that formats show. */
export const rowsOf = (
  { candidate }: GateCandidate,
  { rows }: Pick<GateResult, 'rows'>,
): readonly GateRow[] => rows.filter((row) => row.candidate === candidate && !row.duplicate);

/** The same, those that a pass hangs on first. */
export interface GateRows {
  /** Held to a margin or a share. */
  readonly held: readonly GateRow[];
  /** Significantly worse. */
  readonly failing: readonly GateRow[];
  /** How many others are not. */
  readonly rest: number;
}

export function groupedRows(candidate: GateCandidate, result: Pick<GateResult, 'rows'>): GateRows {
  const rows = rowsOf(candidate, result);
  const held = rows.filter(({ rule }) => rule === 'margin' || rule === 'max');
  const others = rows.filter((row) => !held.includes(row));
  const failing = others.filter(({ verdict }) => verdict !== 'pass');
  return { held, failing, rest: others.length - failing.length };
}

/** By what it was judged. It may hold words of others. */
export const methodText = ({ rows, alpha, candidates, detector: { version, policy } }: GateResult): string =>
  `${unitsText(rows)} Each test at ${(alpha * 100).toFixed(1)}%, one-sided${candidates.some(({ sequential }) => sequential) ? ', also when it is looked at after every prompt (betting, Waudby-Smith and Ramdas 2024)' : ''}. Detector ${escapeHidden(version)}, policy ${escapeHidden(policy)}.`;

/** `Script mixing, all languages`. */
export function rowName({ measure, script, language }: GateRow): string {
  const where = language === '*' ? 'all languages' : languageName(language);
  return `${subjectOf({ measure, script })}, ${where}`;
}

/** `2.8% → 7.5%, +4.7 points (+1.2 to +8.3)`. */
export function rowFigures(row: GateRow): string {
  const { rule, candidate_rate: after, baseline_rate: before, margin, low, high } = row;
  const limit = margin === null ? '' : asWritten(margin);
  if (rule === 'max')
    return after.rate === null
      ? `at most ${limit}%`
      : `${percent(after.rate)} (${percent(low)} to ${percent(high)}), at most ${limit}%`;
  const change =
    row.delta === null ? 'no difference known' : `${points(row.delta)} points (${pointsBounds(row)})`;
  const held = limit === '' ? '' : `; margin ${limit}`;
  return `${percent(before.rate)} → ${percent(after.rate)}, ${change}${held}`;
}

/** What would decide, if rates stay as they are. */
export function moreText({ prompts, repeats }: More): string {
  const parts = [
    ...(prompts === null ? [] : [plural(prompts, 'more prompt')]),
    ...(repeats === null ? [] : [`${plural(repeats, 'more repeat')} of each`]),
  ];
  return `about ${parts.join(', or ')}${parts.length > 1 ? ',' : ''} would decide, if the rates stay as they are`;
}

/** Why a row came out so, beside its figures; empty where these say it. */
export function rowReason({ rule, verdict, why, more }: GateRow): string {
  if (why !== undefined) return why;
  if (more !== null) return moreText(more);
  if (verdict === 'undecided') return 'no number of further answers would decide it';
  if (verdict === 'fail') return rule === 'max' ? 'surely more than allowed' : 'significantly worse';
  return '';
}

/** What a side is called, and where its numbers are a simulation's; its name stands behind a label that another side has as well. */
export function sideName(
  name: string,
  { simulated = [], labels = {} }: Pick<GateResult, 'simulated' | 'labels'>,
): string {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
  const isShared = Object.entries(labels).some(
    ([other, its]) => other !== name && (its === label || other === label),
  );
  const called = label === undefined ? name : isShared ? `${label} (${name})` : label;
  return `${escapeHidden(called)}${simulated.includes(name) ? ` (${SIMULATED})` : ''}`;
}

/** What has no answer yet; undefined where nothing lacks one. */
export function unansweredText({ unanswered: { baseline, candidate } }: GateCandidate): string | undefined {
  if (baseline + candidate === 0) return undefined;
  const parts = [
    ...(candidate > 0 ? [`${plural(candidate, 'question')} of the candidate`] : []),
    ...(baseline > 0 ? [`${plural(baseline, 'question')} of the baseline`] : []),
  ];
  return `incomplete: ${parts.join(' and ')} without an answer that could be read; that is never a pass`;
}

/** How far a run came that goes on until it is decided; undefined of any other. */
export function sequentialText({ sequential, unanswered }: GateCandidate): string | undefined {
  if (sequential === undefined) return undefined;
  const { decided, prompts, of } = sequential;
  if (decided) return `decided after ${count(prompts)} of ${plural(of, 'prompt')}`;
  if (prompts === of) return `not decided by all ${plural(of, 'prompt')} of the plan`;
  return unanswered.baseline + unanswered.candidate === 0
    ? `not decided by the ${count(prompts)} of ${plural(of, 'prompt')} that could tell`
    : `not decided yet, after ${count(prompts)} of ${plural(of, 'prompt')}`;
}

/** What the rows speak of. */
function unitsText(all: readonly GateRow[]): string {
  const rows = all.filter(({ duplicate }) => !duplicate);
  const repeats = rows.filter(({ units }) => units === 'repeats').length;
  if (repeats === 0) return 'Prompts are the units, their repeats clusters.';
  return repeats === rows.length
    ? 'Repeats are the units: these prompts and no others.'
    : `Prompts are the units; in ${plural(repeats, 'row')} repeats, where there is a single prompt.`;
}

export const samplesText = ({ baseline_rate: before, candidate_rate: after }: GateRow): string =>
  before.of === after.of
    ? `n = ${count(before.of)} a side`
    : `n = ${count(before.of)} and ${count(after.of)}`;
