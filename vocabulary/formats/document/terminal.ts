/** A document on a terminal. */

import { borderlessTable, escapeHidden, type Paint } from '../../../reports/display/index.js';
import type { Document, Section } from './types.js';

function* linesOf({ title, lead, table, notes = [] }: Section, paint: Paint): Generator<string> {
  yield '';
  yield paint('bold', escapeHidden(title));
  if (lead !== '') yield paint('dim', escapeHidden(lead));
  if (table !== undefined) {
    const { columns, rows } = table;
    const heads = columns.map(({ head }) => escapeHidden(head));
    const aligns = columns.map(({ align }) => align);
    yield* borderlessTable(
      heads,
      aligns,
      rows.map((row) => row.map(escapeHidden)),
      paint,
    );
  }
  for (const note of notes) yield escapeHidden(note);
}

/** The lines of a document; every text of it is on one line, with what cannot be seen made visible. Ends with a line feed. */
export function renderDocument({ title, overview, sections }: Document, paint: Paint): string {
  const head = [paint('bold', escapeHidden(title)), escapeHidden(overview)];
  return `${[...head, ...sections.flatMap((section) => [...linesOf(section, paint)])].join('\n')}\n`;
}
