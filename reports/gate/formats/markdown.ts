/** A gate as Markdown, as GitHub shows it on the page of a job. */

import { asWritten, escapeMarkdown, percent, pointsWithBounds, sizes } from '../../display/index.js';
import type { GateCandidate, GateResult, GateRow, GateVerdict } from '../types.js';
import {
  groupedRows,
  methodText,
  rowName,
  rowReason,
  sequentialText,
  sideName,
  unansweredText,
} from '../wording.js';

const SIGNS: Readonly<Record<GateVerdict, string>> = {
  pass: '✓ pass',
  fail: '✗ fail',
  undecided: '○ undecided',
};

/** Rows that are not held to a margin and failed, of each candidate; a page of a job has 1 MiB for all steps. */
const NAMED = 50;

function lineOf(row: GateRow): string {
  const { verdict, waived, baseline_rate: before, candidate_rate: after, margin, units } = row;
  const held = margin === null ? '' : `${row.rule === 'max' ? 'at most ' : ''}${asWritten(margin)}%`;
  const said = waived === undefined ? rowReason(row) : `waived until ${waived.until}: ${waived.why}`;
  const cells = [
    escapeMarkdown(rowName(row)),
    percent(before.rate),
    percent(after.rate),
    row.rule === 'max' ? '' : pointsWithBounds(row),
    held,
    sizes(row),
    units,
    waived === undefined ? SIGNS[verdict] : 'waived',
    escapeMarkdown(said),
  ];
  return `| ${cells.join(' | ')} |`;
}

function candidateText(candidate: GateCandidate, result: GateResult): string[] {
  const { held, failing, rest } = groupedRows(candidate, result);
  const missing = unansweredText(candidate);
  const came = sequentialText(candidate);
  return [
    `### ${escapeMarkdown(sideName(candidate.candidate, result))} against ${escapeMarkdown(sideName(result.baseline, result))}: ${SIGNS[candidate.verdict]}`,
    [
      '| What | Before | After | Change in points (interval) | Margin | n | Unit | Verdict | |',
      '| --- | ---: | ---: | ---: | ---: | ---: | --- | --- | --- |',
      ...[...held, ...failing.slice(0, NAMED)].map(lineOf),
    ].join('\n'),
    ...(failing.length > NAMED ? [`${failing.length - NAMED} further rows are significantly worse.`] : []),
    ...(rest > 0 ? [`Rows that are not significantly worse: ${rest}.`] : []),
    ...(came === undefined ? [] : [`${came[0]?.toUpperCase()}${came.slice(1)}.`]),
    ...(missing === undefined ? [] : [escapeMarkdown(missing)]),
  ];
}

/** Ends with a line feed. Whatever a side is called, it is text. */
export function renderGateMarkdown(result: GateResult): string {
  return `${[
    `## Offscript gate: ${SIGNS[result.verdict]}`,
    ...result.candidates.flatMap((candidate) => candidateText(candidate, result)),
    escapeMarkdown(methodText(result)),
  ].join('\n\n')}\n`;
}
