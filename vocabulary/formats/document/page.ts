/** A document as one self-contained HTML page, in the style of the report. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { escapeHidden, verdictSigns } from '../../../reports/display/index.js';
import { pageStyles, type Sheet } from '../../../reports/formats/html/index.js';
import { textOf } from './text.js';
import type { Cell, Column, Document, Headline, Section, Table, Written } from './types.js';

const folder = new URL(
  './vocabulary/formats/document/templates/',
  import.meta.resolve('offscript/package.json'),
);

const writtenView = ({ text, language, verdict }: Written) => ({
  text: escapeHidden(text),
  language: language ?? null,
  verdict: verdict ?? null,
});

function cellView(cell: Cell, { align, code }: Partial<Column>) {
  const written = typeof cell === 'string' ? [{ text: cell }] : 'list' in cell ? cell.list : [cell];
  return { written: written.map(writtenView), number: align === 'right', code: code === true };
}

const headlineView = ({ verdict, ...texts }: Headline) => ({
  ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, escapeHidden(text)])),
  verdict,
  sign: verdictSigns[verdict],
});

/** Rows that belong together, each group with one cell at its head. */
function groupsOf({ columns, rows, grouped = false }: Table) {
  const groups: (readonly Cell[])[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (grouped && last !== undefined && textOf(last[0]?.[0] ?? '') === textOf(row[0] ?? '')) last.push(row);
    else groups.push([row]);
  }
  const views = groups.map((group) =>
    group.map((row, at) =>
      row.flatMap((cell, i) => {
        if (i > 0) return [{ ...cellView(cell, columns[i] ?? {}), head: false, rows: null }];
        const rows = group.length > 1 ? group.length : null;
        return at === 0 ? [{ ...cellView(cell, columns[i] ?? {}), head: true, rows }] : [];
      }),
    ),
  );
  // Of a table without groups one body.
  return grouped ? views : [views.flat()];
}

function sectionView({ id, title, lead, table, notes = [] }: Section) {
  return {
    id,
    title: escapeHidden(title),
    lead: escapeHidden(lead),
    notes: notes.map(escapeHidden),
    table:
      table === undefined
        ? null
        : {
            heads: table.columns.map(({ head, align }) => ({
              text: escapeHidden(head),
              number: align === 'right',
            })),
            groups: groupsOf(table),
            grouped: table.grouped === true,
          },
  };
}

type View = Pick<Document, 'title' | 'overview'> & {
  readonly language: string | null;
  readonly headlines: readonly ReturnType<typeof headlineView>[];
  readonly sections: readonly ReturnType<typeof sectionView>[];
  readonly style: Sheet;
};

let template: ((view: View) => string) | undefined;

/** Handlebars is loaded for the first page, and for no other format. */
function compile(): (view: View) => string {
  const library: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  return library.create().compile(read('page.hbs'), { strict: true, preventIndent: true });
}

/** With line feeds, whatever a checkout made of them: styles are named by their hash. */
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');

/** The page: styles inline, named by hash in a policy that forbids every request, and no script. Tokens are shown as text, whatever they hold. */
export function renderPage({ title, language, overview, headlines = [], sections }: Document): string {
  template ??= compile();
  return template({
    title: escapeHidden(title),
    language: language ?? null,
    overview: escapeHidden(overview),
    headlines: headlines.map(headlineView),
    sections: sections.map(sectionView),
    style: pageStyles(read('tokens.css')),
  });
}
