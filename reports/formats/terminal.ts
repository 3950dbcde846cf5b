/** The report as a table for a terminal. */

import { styleText } from 'node:util';
import {
  borderlessTable,
  bounds,
  channelsOf,
  count,
  escapeHidden,
  headlineOf,
  languagesOf,
  type Paint,
  type Pair,
  pairsOf,
  percent,
  percentWithBounds,
  points,
  pointsBounds,
  SIMULATED,
  simulatedTargets,
  sizes,
  targetNotes,
  verdictWithSign,
  widthOf,
} from '../display/index.js';
import type { Comparison, Rate, Report, TargetReport, Verdict } from '../types.js';

type Format = Parameters<Paint>[0];

/** How to write for one terminal. */
export interface TerminalOptions {
  readonly color: boolean;
  /** Columns of the terminal; 80 when missing. */
  readonly width?: number;
}

const verdictColors: Readonly<Record<Verdict, Format>> = {
  better: 'green',
  worse: 'red',
  inconclusive: 'dim',
};

/** A table of changes for each candidate; with nothing compared, a table of targets and languages. Ends with a line feed. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint: Paint = (format, text) =>
    options.color ? styleText(format, text, { validateStream: false }) : text;
  const width = options.width ?? 80;
  const simulated = simulatedTargets(report);
  const name = (id: string): string =>
    `${paint('bold', escapeHidden(id))}${simulated.has(id) ? paint('yellow', ` (${SIMULATED})`) : ''}`;
  const pairs = pairsOf(report);
  const parts =
    pairs.length === 0
      ? [languageTable(report, name, paint).join('\n')]
      : pairs.map((pair) => changesOf(pair, name, paint, width));
  return `${[...parts, excludedLines(report)].join('\n\n')}\n`;
}

/** How much of each row is written; the first of them that fits the width is taken. */
const layouts = [
  { intervals: true, wrong: 'wrong lang.' },
  { intervals: false, wrong: 'wrong lang.' },
  { intervals: false, wrong: 'wrong' },
] as const;

type Layout = (typeof layouts)[number];

function changesOf(pair: Pair, name: (id: string) => string, paint: Paint, width: number): string {
  const title = `${name(pair.baseline)} → ${name(pair.candidate)}`;
  const drawn = layouts.map((layout) => changesTable(pair, layout, paint));
  const body = drawn.find((lines) => widthOf(lines) <= width) ?? drawn.at(-1) ?? [];
  const note = body === drawn[2] ? ['wrong: answered in another language than the one asked for'] : [];
  return [title, ...(pair.whole === null ? [] : wholeLines(pair.whole, paint)), '', ...body, ...note].join(
    '\n',
  );
}

function changesTable(pair: Pair, layout: Layout, paint: Paint): string[] {
  const rate = layout.intervals ? percentWithBounds : (side: Rate) => percent(side.rate);
  const rows = pair.rows.map((row) => [
    row.language === '*' ? paint('bold', 'all') : escapeHidden(row.language),
    subject(row, layout.wrong),
    rate(row.baseline_rate),
    rate(row.candidate_rate),
    sizes(row).replaceAll(' ', ''),
    points(row.delta),
    pointsBounds(row),
    paint(verdictColors[row.verdict], verdictWithSign(row.verdict)),
  ]);
  return borderlessTable(
    ['', 'script', 'before', 'after', 'n', 'change', '95% interval', 'verdict'],
    ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
    rows,
    paint,
  );
}

/** `mixing 23.1% → 8.4%  ▼ better` and, on a second line, what supports it. */
function wholeLines(whole: Comparison, paint: Paint): string[] {
  const { change, evidence } = headlineOf(whole);
  const verdict = paint(verdictColors[whole.verdict], verdictWithSign(whole.verdict));
  return [`${paint('bold', change)}  ${verdict}`, paint('dim', evidence)];
}

function subject(row: Comparison, wrong: string): string {
  const script = row.script === '*' ? 'any' : escapeHidden(row.script);
  if (row.measure === 'mixing') return script;
  return row.script === '*' ? wrong : `${wrong} ${script}`;
}

function languageTable(report: Report, name: (id: string) => string, paint: Paint): string[] {
  const rows = report.targets.flatMap((target) => {
    const line = (language: string, cell: Pick<typeof target, 'scored' | 'mixing' | 'wrong_language'>) => [
      language,
      count(cell.scored),
      percent(cell.mixing.rate),
      bounds(cell.mixing),
      percent(cell.wrong_language.rate),
      bounds(cell.wrong_language),
    ];
    return [
      [{ content: name(target.id), colSpan: 6 }],
      line('  all', target),
      ...languagesOf(report).flatMap((language) => {
        const cell = target.languages[language];
        return cell === undefined ? [] : [line(`  ${escapeHidden(language)}`, cell)];
      }),
    ];
  });
  return borderlessTable(
    ['', 'n', 'mixing', '95% interval', 'wrong lang.', '95% interval'],
    ['left', 'right', 'right', 'right', 'right', 'right'],
    rows,
    paint,
  );
}

/** A line for each target: what was scored, and below it what a reader should know of the rest. */
function excludedLines(report: Report): string {
  return report.targets
    .map((target) => {
      const { id, samples, scored, excluded } = target;
      const reasons = [
        [excluded.error, 'error'],
        [excluded.empty, 'empty'],
        [excluded.refused, 'refused'],
        [excluded.too_short, 'too short'],
      ] as const;
      const left = reasons.filter(([n]) => n > 0).map(([n, reason]) => `${count(n)} ${reason}`);
      const note = left.length === 0 ? '' : `; excluded: ${left.join(', ')}`;
      const first = `${escapeHidden(id)}: ${count(scored)} of ${count(samples)} samples scored${note}`;
      return [first, ...targetNotes(target).map((line) => `  ${line}`), ...channelLines(target)].join('\n');
    })
    .join('\n');
}

function channelLines(target: TargetReport): string[] {
  return channelsOf(target).map(({ name, cell: { mixing, wrong_language, scored } }) => {
    const wrong = `wrong language ${percent(wrong_language.rate)}`;
    return `  ${name}: mixing ${percentWithBounds(mixing)}, ${wrong}, n = ${count(scored)}`;
  });
}
