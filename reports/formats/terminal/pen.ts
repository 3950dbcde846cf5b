/** How a terminal writes cells, tables and sentences. */

import type { Cell, View } from '../../cells.js';
import { borderlessTable, escapeHidden, type Paint, verdictWithSign } from '../../display/index.js';
import type { Verdict } from '../../types.js';

type Format = Parameters<Paint>[0];

const verdictColors: Readonly<Record<Verdict, Format>> = {
  better: 'green',
  worse: 'red',
  degraded: 'red',
  inconclusive: 'dim',
};

/** How a terminal shows what is not plain text. */
export interface Pen {
  readonly paint: Paint;
  readonly name: (id: string) => string;
  /** The same without a style. */
  readonly plain: (id: string) => string;
}

export function written(cell: Cell, { paint, name }: Pen): string {
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

export function tableOf(headings: View['headings'], rows: Rows, pen: Pen): string[] {
  const heads = headings.map(({ head }) => (typeof head === 'string' ? head : written(head, pen)));
  return borderlessTable(
    heads,
    headings.map(({ align = 'left' as const }) => align),
    rows,
    pen.paint,
  );
}

export const cellsOf = ({ rows }: View, pen: Pen): string[][] =>
  rows.map((row) => row.map(({ cell }) => written(cell, pen)));

/** A text in lines of that width, indented; further ones once more. A word that is longer stands alone. */
export function wrapped(text: string, width: number, indent = ''): string[] {
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
