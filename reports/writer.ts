/** The cells and lines of a document in the words of one format: that says what is escaped and how, and what is strong. */

import { namesOf, simulatedTargets } from './arrange.js';
import type { Cell, View } from './cells.js';
import { languageName, SIMULATED, verdictWithSign } from './display/index.js';
import type { Inline } from './document.js';
import type { Report } from './types.js';

/** What a format makes of a piece of text. */
export interface Markup {
  /** Offscript's own words and numbers. */
  readonly own: (text: string) => string;
  /** Words of others: nothing in them is markup, and what is hidden is shown. */
  readonly text: (text: string) => string;
  /** Of what is written by now. */
  readonly strong: (written: string) => string;
}

/** A table of which every cell is written. */
export interface WrittenTable {
  /** For each column; to the left where missing. */
  readonly aligns: readonly ('right' | undefined)[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Writer {
  readonly line: (of: readonly Inline[]) => string;
  readonly table: (view: View) => WrittenTable;
}

/** Writes what a report's document holds. */
export function writerOf(report: Report, { own, text, strong }: Markup): Writer {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name = (id: string): string => text(called(id)) + (simulated.has(id) ? own(` (${SIMULATED})`) : '');

  function cellOf(cell: Cell): string {
    switch (cell.kind) {
      case 'number':
        return own(cell.note === undefined ? cell.text : `${cell.text} (${cell.note})`);
      case 'text':
        return text(cell.text);
      case 'target':
        return name(cell.id);
      case 'language':
        return text(languageName(cell.tag));
      case 'explained':
        return text(cell.name);
      case 'verdict':
        return own(verdictWithSign(cell.verdict));
      case 'interval':
        return '';
    }
  }

  function pieceOf(piece: Inline): string {
    switch (piece.kind) {
      case 'own':
        return own(piece.text);
      case 'text':
        return text(piece.text);
      case 'target':
        return name(piece.id);
      case 'strong':
        return strong(line(piece.of));
    }
  }

  const line = (of: readonly Inline[]): string => of.map(pieceOf).join('');

  return {
    line,
    table: ({ headings, rows }) => ({
      aligns: headings.map(({ align }) => align),
      head: headings.map(({ head }) => (typeof head === 'string' ? own(head) : cellOf(head))),
      rows: rows.map((row) => row.map(({ cell }) => cellOf(cell))),
    }),
  };
}
