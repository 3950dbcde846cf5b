/** The report as a table for a terminal. */

import { styleText } from 'node:util';
import {
  groupedBy,
  headlineOf,
  languageRows,
  namesOf,
  type Pair,
  pairsOf,
  simulatedTargets,
  wholeRows,
} from '../arrange.js';
import { effectView, statementsOf } from '../attribution.js';
import type { Cell, Room, View } from '../cells.js';
import { NARROW_NOTE } from '../columns/index.js';
import {
  borderlessTable,
  count,
  escapeHidden,
  type Paint,
  RATE_NAMES,
  SIMULATED,
  scriptName,
  verdictWithSign,
  widthOf,
} from '../display/index.js';
import { mitigationSentences } from '../mitigations.js';
import type { Series } from '../series/index.js';
import {
  besideSeries,
  listedSteps,
  SERIES_BASIS,
  type SeriesHeadline,
  seriesHeadline,
  stepViewOf,
  trendView,
} from '../series-shown.js';
import { changeView, languageView, sectionsOf, targetNotes, targetView } from '../tables.js';
import type { Comparison, Report, Verdict } from '../types.js';
import { unitsNote } from '../units.js';
import { judgedBefore, warningText } from '../warnings.js';

type Format = Parameters<Paint>[0];

/** How to write for one terminal. */
export interface TerminalOptions {
  readonly color?: boolean;
  /** Columns of the terminal; 80 when missing. */
  readonly width?: number;
}

const verdictColors: Readonly<Record<Verdict, Format>> = {
  better: 'green',
  worse: 'red',
  degraded: 'red',
  inconclusive: 'dim',
};

/** How a terminal shows what is not plain text. */
interface Pen {
  readonly paint: Paint;
  readonly name: (id: string) => string;
  /** The same without a style. */
  readonly plain: (id: string) => string;
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

/** Where mixing comes from: a sentence each, and the effects where the width has room for them. */
function attributionOf(report: Report, pen: Pen, width: number): string[] {
  const statements = statementsOf(report);
  if (statements.length === 0) return [];
  const said = [...groupedBy(statements, ({ measure }) => measure)].flatMap(([, own]) => [
    ...own.slice(0, 1).map(({ measure }) => pen.paint('bold', RATE_NAMES[measure])),
    ...own.flatMap(({ sentence }) => wrapped(sentence, width, '  ')),
  ]);
  const { headings, rows } = effectView(report, 'terminal');
  const table = tableOf(
    headings,
    rows.map((row) => row.map(({ cell }) => written(cell, pen))),
    pen,
  );
  return [
    [pen.paint('bold', 'Where mixing comes from'), ...said].join('\n'),
    ...(widthOf(table) <= width ? [table.join('\n')] : []),
  ];
}

/** What variants do and cost, a paragraph each. */
function mitigationsOf(report: Report, pen: Pen, width: number): string[] {
  const said = mitigationSentences(report).flatMap(({ target, sentence }) => [
    pen.name(target),
    ...wrapped(sentence, width, '  '),
  ]);
  return said.length === 0 ? [] : [[pen.paint('bold', 'Variants, and what they cost'), ...said].join('\n')];
}

function written(cell: Cell, { paint, name }: Pen): string {
  switch (cell.kind) {
    case 'number':
      return cell.text;
    case 'text':
      return escapeHidden(cell.text);
    case 'target':
      return name(cell.id);
    case 'language':
      return cell.tag === '*' ? paint('bold', 'all') : escapeHidden(cell.tag);
    case 'explained':
      return escapeHidden(cell.name);
    case 'verdict':
      return paint(verdictColors[cell.verdict], verdictWithSign(cell.verdict));
    case 'interval':
      return '';
  }
}

type Rows = Parameters<typeof borderlessTable>[2];

function tableOf(headings: View['headings'], rows: Rows, pen: Pen): string[] {
  const heads = headings.map(({ head }) => (typeof head === 'string' ? head : written(head, pen)));
  return borderlessTable(
    heads,
    headings.map(({ align = 'left' as const }) => align),
    rows,
    pen.paint,
  );
}

/** What the codes of the rows stand for, of the scripts that have a name; empty where no row has one. */
function scriptsText({ rows }: Pair): string {
  const codes = [...new Set(rows.map(({ script }) => script))].filter((code) => code !== '*');
  const named = codes.filter((code) => scriptName(code) !== code);
  return named.map((code) => `${code}: ${scriptName(code)}`).join(', ');
}

/** The table in the first of the rooms in which it fits the width. */
function changesOf(pair: Pair, pen: Pen, width: number): string {
  const title = `${pen.name(pair.baseline)} → ${pen.name(pair.candidate)}`;
  const summary = [
    ...(pair.whole === null ? [] : wholeLines(pair.whole, pen)),
    ...pair.beside.flatMap((sentence) => wrapped(sentence, width)),
  ];
  const basis = [scriptsText(pair), pair.basis]
    .flatMap((text) => (text === '' ? [] : wrapped(text, width)))
    .map((line) => pen.paint('dim', line));
  const drawn = (room: Room): string[] => {
    const view = changeView(pair, 'terminal', room);
    return tableOf(view.headings, cellsOf(view, pen), pen);
  };
  for (const room of ['wide', 'medium'] as const) {
    const body = drawn(room);
    if (widthOf(body) <= width) return [title, ...summary, '', ...body, ...basis].join('\n');
  }
  return [title, ...summary, '', ...drawn('narrow'), NARROW_NOTE, ...basis].join('\n');
}

/** What a series comes to, step by step; below, the trends of all its rows. */
function seriesPart(series: Series, pen: Pen, width: number): string {
  const { baseline, rows } = series;
  const title = listedSteps(series)
    .map((step) => (step === undefined ? '…' : pen.name(step.target)))
    .join(' → ');
  const found = seriesHeadline(series);
  const dim = (text: string): string[] => wrapped(text, width).map((line) => pen.paint('dim', line));
  const tables = (views: readonly View[]): string[] =>
    views.flatMap((view) => ['', ...tableOf(view.headings, cellsOf(view, pen), pen)]);
  if (rows.length === 0) return [title, ...dim('No step has a scored sample.')].join('\n');
  const said = found === null ? [] : courseLines(found, baseline, pen);
  return [
    title,
    ...said,
    ...tables([
      ...(found === null ? [] : [stepViewOf(series, found.row, 'terminal')]),
      trendView(series, 'terminal'),
    ]),
    ...dim(`Baseline: ${pen.plain(baseline)}. ${SERIES_BASIS}${outsideOf(series, pen)}`),
  ].join('\n');
}

/** Targets that are no part of it. */
function outsideOf(series: Series, pen: Pen): string {
  const { named, more } = besideSeries(series);
  const rest = more === 0 ? '' : `, and ${count(more)} more`;
  return named.length === 0 ? '' : ` Not in the series: ${named.map(pen.plain).join(', ')}${rest}.`;
}

/** `script mixing 1.9% → 10.9%  ▲ worse`, what supports it, and from where on it is so. */
function courseLines(
  { row, change, evidence, verdict }: SeriesHeadline,
  baseline: string,
  pen: Pen,
): string[] {
  const judged = verdict === null ? '' : `  ${written({ kind: 'verdict', verdict }, pen)}`;
  return [
    `${pen.paint('bold', change)}${judged}`,
    pen.paint('dim', evidence),
    ...(row.broke === null
      ? []
      : [`${pen.paint('red', 'worse')} than ${pen.name(baseline)} from ${pen.name(row.broke.target)} on`]),
  ];
}

const cellsOf = ({ rows }: View, pen: Pen): string[][] =>
  rows.map((row) => row.map(({ cell }) => written(cell, pen)));

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

/** A text in lines of that width, indented; further ones once more. A word that is longer stands alone. */
function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}  `;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** `mixing 23.1% → 8.4%  ▼ better` and, on a second line, what supports it. */
function wholeLines(whole: Comparison, pen: Pen): string[] {
  const { change, evidence } = headlineOf(whole);
  const verdict = written({ kind: 'verdict', verdict: whole.verdict }, pen);
  return [`${pen.paint('bold', change)}  ${verdict}`, pen.paint('dim', evidence)];
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
