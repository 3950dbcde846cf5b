/** A gate for people: verdict, what decided it, what would. */

import { styleText } from 'node:util';
import { escapeHidden, type Paint, plural } from '../../display/index.js';
import type { GateRules } from '../rules.js';
import type { GateCandidate, GateResult, GateRow, GateVerdict } from '../types.js';
import {
  groupedRows,
  methodText,
  rowFigures,
  rowName,
  rowReason,
  samplesText,
  sequentialText,
  sideName,
  unansweredText,
} from '../wording.js';

const COLORS: Readonly<Record<GateVerdict, Parameters<Paint>[0]>> = {
  pass: 'green',
  fail: 'red',
  undecided: 'yellow',
};

/** Rows of one kind that are named. */
const NAMED = 20;

function rowLines(row: GateRow, paint: Paint): string[] {
  const word = row.waived === undefined ? row.verdict : 'waived';
  const mark =
    row.waived === undefined ? paint(COLORS[row.verdict], word.padEnd(9)) : paint('dim', word.padEnd(9));
  const reason = [
    rowReason(row),
    ...(row.waived === undefined
      ? []
      : [`waived until ${row.waived.until}: ${escapeHidden(row.waived.why)}`]),
  ].filter((part) => part !== '');
  return [
    `  ${mark}  ${rowName(row)}: ${rowFigures(row)}; ${samplesText(row)}`,
    ...reason.map((part) => `             ${part}`),
  ];
}

function candidateLines(candidate: GateCandidate, result: GateResult, paint: Paint): string[] {
  const { held, failing, rest } = groupedRows(candidate, result);
  const missing = unansweredText(candidate);
  const came = sequentialText(candidate);
  return [
    `${paint('bold', sideName(candidate.candidate, result))} against ${paint('bold', sideName(result.baseline, result))}: ${paint(COLORS[candidate.verdict], candidate.verdict.toUpperCase())}`,
    ...[...held, ...failing.slice(0, NAMED)].flatMap((row) => rowLines(row, paint)),
    ...(failing.length > NAMED
      ? [`  and ${plural(failing.length - NAMED, 'other row')} significantly worse`]
      : []),
    ...(rest > 0 ? [`  ${plural(rest, 'other row')} not significantly worse`] : []),
    ...(came === undefined ? [] : [`  ${came}`]),
    ...(missing === undefined ? [] : [`  ${missing}`]),
  ];
}

export interface GateTextOptions {
  readonly color?: boolean;
  /** What the gate takes an undecided row for. */
  readonly undecided?: GateRules['undecided'];
}

/** Ends with a line feed. */
export function renderGateText(
  result: GateResult,
  { color = false, undecided = 'undecided' }: GateTextOptions = {},
): string {
  const paint: Paint = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const unused = (result.unused_waivers ?? []).map(
    ({ until, why }) => `The waiver until ${until} (${escapeHidden(why)}) was not needed.`,
  );
  return [
    ...result.candidates.flatMap((candidate) => candidateLines(candidate, result, paint)),
    ...(result.verdict === 'undecided' && !result.incomplete && undecided !== 'undecided'
      ? [`Undecided is taken for a ${undecided} here, as the gate of the suite says.`]
      : []),
    ...unused,
    paint('dim', methodText(result)),
    '',
  ].join('\n');
}
