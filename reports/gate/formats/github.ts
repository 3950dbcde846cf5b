/** A gate as workflow commands, of which GitHub Actions makes annotations: one a candidate, and one a row that failed. */

import { escapeHidden } from '../../display/index.js';
import type { GateRules } from '../rules.js';
import type { GateCandidate, GateResult, GateVerdict } from '../types.js';
import { rowFigures, rowName, rowReason, rowsOf, samplesText, sideName, unansweredText } from '../wording.js';

/** What GitHub shows of a step, of each kind. */
const SHOWN = 10;

type Level = 'error' | 'warning' | 'notice';

/** A message ends with its line, and a percent sign begins what stands for another. */
const escapeData = (text: string): string =>
  escapeHidden(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/** In a property colons and commas end it. */
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

const command = (level: Level, title: string, message: string): string =>
  `::${level} title=${escapeProperty(title)}::${escapeData(message)}`;

const levelOf = (verdict: GateVerdict, undecided: GateRules['undecided']): Level => {
  if (verdict === 'fail' || (verdict === 'undecided' && undecided === 'fail')) return 'error';
  return verdict === 'undecided' ? 'warning' : 'notice';
};

/** What is said of a candidate as a whole, and of each of its rows that is no pass. */
interface Lines {
  readonly whole: string;
  readonly rows: readonly string[];
}

function linesOf(candidate: GateCandidate, result: GateResult, undecided: GateRules['undecided']): Lines {
  const title = `Offscript: ${sideName(candidate.candidate, result)} against ${sideName(result.baseline, result)}`;
  const rows = rowsOf(candidate, result);
  const held = rows.find(({ rule }) => rule === 'margin');
  const open = rows.filter(({ verdict, waived }) => verdict !== 'pass' && waived === undefined);
  const missing = unansweredText(candidate);
  const whole = [
    candidate.verdict,
    ...(held === undefined ? [] : [`${rowName(held)}: ${rowFigures(held)}`]),
    ...(missing === undefined ? [] : [missing]),
  ].join('; ');
  return {
    whole: command(levelOf(candidate.verdict, undecided), title, whole),
    rows: open.map((row) =>
      command(
        levelOf(row.verdict, undecided),
        title,
        [`${rowName(row)}: ${rowFigures(row)}`, samplesText(row), rowReason(row)]
          .filter((part) => part !== '')
          .join('; '),
      ),
    ),
  };
}

/** A text of which GitHub Actions takes no line for a command, whatever names are in it. */
export const inertOnGithub = (text: string): string =>
  text.replace(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, '$1\\:').replace(/##(?=\[)/g, '##\\');

/** Lines for a log of GitHub Actions, as many of each level as it shows, and of those what is said of each candidate as a whole first; ends with a line feed. */
export function renderGateGithub(
  result: GateResult,
  undecided: GateRules['undecided'] = 'undecided',
): string {
  const found = result.candidates.map((candidate) => linesOf(candidate, result, undecided));
  const lines = [...found.map(({ whole }) => whole), ...found.flatMap(({ rows }) => rows)];
  const shown = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    lines.filter((line) => line.startsWith(`::${level} `)).slice(0, SHOWN),
  );
  return `${shown.join('\n')}\n`;
}
