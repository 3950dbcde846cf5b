/** The report as a table for a terminal. */

import { styleText } from 'node:util';
import { groupedBy, languageRows, namesOf, pairsOf, simulatedTargets, wholeRows } from '../../arrange.js';
import type { Cell } from '../../cells.js';
import { count, escapeHidden, type Paint, SIMULATED } from '../../display/index.js';
import { languageView, sectionsOf, targetNotes, targetView } from '../../tables.js';
import type { Report } from '../../types.js';
import { unitsNote } from '../../units.js';
import { judgedBefore, warningText } from '../../warnings.js';
import { changesOf } from './changes.js';
import { cellsOf, type Pen, tableOf, wrapped, written } from './pen.js';
import { seriesPart } from './series.js';
import { attributionOf, mitigationsOf } from './where.js';

/** How to write for one terminal. */
export interface TerminalOptions {
  readonly color?: boolean;
  /** Columns of the terminal; 80 when missing. */
  readonly width?: number;
}

/** A table of changes for each candidate; with nothing compared, a table of targets and languages. Ends with a line feed. */
export function renderTerminal(report: Report, { color = false, width = 80 }: TerminalOptions = {}): string {
  const paint: Paint = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const plain = (id: string): string => escapeHidden(called(id));
  const name = (id: string): string =>
    `${paint('bold', plain(id))}${simulated.has(id) ? paint('yellow', ` (${SIMULATED})`) : ''}`;
  const pen: Pen = { paint, name, plain };
  const pairs = pairsOf(report);
  const parts = [
    ...attributionOf(report, pen, width),
    ...mitigationsOf(report, pen, width),
    ...(pairs.length === 0
      ? [languageTable(report, pen).join('\n')]
      : pairs.map((pair) => changesOf(pair, pen, width))),
  ];
  const series = report.series === undefined ? [] : [seriesPart(report.series, pen, width)];
  const warnings = (report.warnings ?? []).map(
    (warning) => `${paint('yellow', 'warning:')} ${name(warning.target)}, ${warningText(warning)}`,
  );
  const before = judgedBefore(report).map((text) => wrapped(escapeHidden(text), width).join('\n'));
  const sections = sectionsOf(report, 'terminal').map((section) => sectionLines(section, pen, width));
  return `${[...warnings, ...before, ...series, ...parts, ...sections, `${targetLines(report, pen, width)}\n${wrapped(unitsNote(report), width).join('\n')}`].join('\n\n')}\n`;
}

/** A table of its own with what stands over it. */
function sectionLines(
  { title, lead, named, table }: ReturnType<typeof sectionsOf>[number],
  pen: Pen,
  width: number,
): string {
  return [
    pen.paint('bold', title),
    ...wrapped(`${lead} ${named}`.trimEnd(), width).map((line) => pen.paint('dim', line)),
    '',
    ...tableOf(table.headings, cellsOf(table, pen), pen),
  ].join('\n');
}

/** Target by target: a line with its name, all languages, each language. */
function languageTable(report: Report, pen: Pen): string[] {
  const rows = [...wholeRows(report), ...languageRows(report)];
  const view = languageView(rows, 'terminal');
  const byTarget = groupedBy(view.rows.entries(), ([i]) => rows[i]?.target.id ?? '');
  const lines = [...byTarget].flatMap(([id, own]) => [
    [{ content: pen.name(id), colSpan: view.headings.length }],
    ...own.map(([, row]) =>
      row.map(({ cell }, i) => (i === 0 ? `  ${written(cell, pen)}` : written(cell, pen))),
    ),
  ]);
  return tableOf(view.headings, lines, pen);
}

/** A line for each target: what was scored, what else there is to count, and below it what a reader should know of the rest. */
function targetLines(report: Report, pen: Pen, width: number): string {
  const { headings, rows } = targetView(report, 'terminal');
  const lines = report.targets.flatMap((target, i) => {
    const { id, samples, scored } = target;
    const cells = headings.map(({ head, group }, place) => ({
      name: (typeof head === 'string' ? head : '').toLowerCase(),
      group,
      text: numberIn(rows[i]?.[place]?.cell),
    }));
    const said = [...groupedBy(cells, ({ group = '' }) => group)].flatMap(([group, all]) => {
      const some = all.filter(({ text }) => text !== '0');
      if (some.length === 0) return [];
      const list = some.map(({ name, text }) => `${text} ${name}`).join(', ');
      return [group === '' ? list : `${group.toLowerCase()}: ${list}`];
    });
    return [
      [`${pen.plain(id)}: ${count(scored)} of ${count(samples)} samples scored`, ...said].join('; '),
      ...targetNotes(target, 'terminal').flatMap((line) => wrapped(line, width, '  ')),
    ];
  });
  return lines.join('\n');
}

const numberIn = (cell: Cell | undefined): string => (cell?.kind === 'number' ? cell.text : '0');
