/** A document on a terminal. */

import {
  borderlessTable,
  escapeHidden,
  type Paint,
  verdictWithSign,
} from '../../../reports/display/index.js';
import { textOf } from './text.js';
import type { Cell, Document, Headline, Section } from './types.js';

const shown = (cell: Cell): string => escapeHidden(textOf(cell));

function* linesOf({ title, lead, table, notes = [] }: Section, paint: Paint): Generator<string> {
  yield '';
  yield paint('bold', escapeHidden(title));
  if (lead !== '') yield paint('dim', escapeHidden(lead));
  if (table !== undefined) {
    const { columns, rows, grouped = false } = table;
    const heads = columns.map(({ head }) => escapeHidden(head));
    const aligns = columns.map(({ align }) => align);
    yield* borderlessTable(
      heads,
      aligns,
      rows.map((row, at) => {
        const [first = '', ...rest] = row.map(shown);
        const before = grouped && at > 0 ? shown(rows[at - 1]?.[0] ?? '') : undefined;
        return [before === first ? '' : first, ...rest];
      }),
      paint,
    );
  }
  for (const note of notes) yield escapeHidden(note);
}

function* headlinesOf(headlines: readonly Headline[], paint: Paint): Generator<string> {
  for (const { sides, summary, evidence, verdict, beside } of headlines) {
    yield '';
    yield `${paint('bold', escapeHidden(`${sides}: ${summary}`))}  ${verdictWithSign(verdict)}`;
    yield paint('dim', escapeHidden(evidence));
    if (beside !== '') yield escapeHidden(beside);
  }
}

/** The lines of a document; every text of it is on one line, with what cannot be seen made visible. Ends with a line feed. */
export function renderDocument(
  { title, overview, headlines = [], sections }: Document,
  paint: Paint,
): string {
  const head = [paint('bold', escapeHidden(title)), escapeHidden(overview)];
  return `${[...head, ...headlinesOf(headlines, paint), ...sections.flatMap((section) => [...linesOf(section, paint)])].join('\n')}\n`;
}
