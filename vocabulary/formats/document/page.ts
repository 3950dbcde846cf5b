/** A document as one self-contained HTML page, in the style of the report. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { escapeHidden } from '../../../reports/display/index.js';
import { pageStyles, type Sheet } from '../../../reports/formats/html/index.js';
import type { Document, Section } from './types.js';

const folder = new URL(
  './vocabulary/formats/document/templates/',
  import.meta.resolve('offscript/package.json'),
);

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
            rows: table.rows.map((row) =>
              row.map((text, i) => ({
                text: escapeHidden(text),
                first: i === 0,
                number: table.columns[i]?.align === 'right',
                code: table.columns[i]?.code === true,
              })),
            ),
          },
  };
}

type View = Pick<Document, 'title' | 'overview'> & {
  readonly sections: readonly ReturnType<typeof sectionView>[];
  readonly style: Sheet;
};

let template: ((view: View) => string) | undefined;

/** Handlebars is loaded for the first page, and for no other format. */
function compile(): (view: View) => string {
  const library: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  const source = readFileSync(new URL('page.hbs', folder), 'utf8').replaceAll('\r\n', '\n');
  return library.create().compile(source, { strict: true, preventIndent: true });
}

/** The page: styles inline, named by hash in a policy that forbids every request, and no script. Tokens are shown as text, whatever they hold. */
export function renderPage({ title, overview, sections }: Document): string {
  template ??= compile();
  return template({
    title: escapeHidden(title),
    overview: escapeHidden(overview),
    sections: sections.map(sectionView),
    style: pageStyles(),
  });
}
