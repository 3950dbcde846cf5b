/** The report as a piece of HTML: headings, sentences and tables without a style or a script, to paste into a page. */

import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import { namesOf, simulatedTargets } from '../arrange.js';
import type { Cell, View } from '../cells.js';
import type { Extent } from '../chosen.js';
import { escapeHidden, languageName, SIMULATED, verdictWithSign } from '../display/index.js';
import { type Block, documentOf, type Inline } from '../document.js';
import type { Examples, Report } from '../types.js';

/** Cells and pieces are texts by now: Handlebars escapes them. */
const TEMPLATE = `<section class="offscript">
{{#each blocks}}
{{#if table}}
<table>
{{#if table.caption}}
<caption>{{> pieces table.caption}}</caption>
{{/if}}
<thead>
<tr>{{#each table.head}}<th scope="col"{{#if right}} style="text-align:right"{{/if}}>{{text}}</th>{{/each}}</tr>
</thead>
<tbody>
{{#each table.rows}}
<tr>{{#each this}}<td{{#if right}} style="text-align:right"{{/if}}>{{text}}</td>{{/each}}</tr>
{{/each}}
</tbody>
</table>
{{else if items}}
<ul>
{{#each items}}
<li>{{> pieces this}}</li>
{{/each}}
</ul>
{{else if warning}}
<p role="note"><strong>Warning.</strong> {{> pieces of}}</p>
{{else if level2}}
<h2>{{> pieces of}}</h2>
{{else if level3}}
<h3>{{> pieces of}}</h3>
{{else}}
<p>{{> pieces of}}</p>
{{/if}}
{{/each}}
</section>
`;

const PIECES = '{{#each this}}{{#if strong}}<strong>{{text}}</strong>{{else}}{{text}}{{/if}}{{/each}}';

type Name = (id: string) => string;

function written(cell: Cell, name: Name): string {
  switch (cell.kind) {
    case 'number':
      return cell.note === undefined ? cell.text : `${cell.text} (${cell.note})`;
    case 'text':
      return escapeHidden(cell.text);
    case 'target':
      return name(cell.id);
    case 'language':
      return escapeHidden(languageName(cell.tag));
    case 'explained':
      return escapeHidden(cell.name);
    case 'verdict':
      return verdictWithSign(cell.verdict);
    case 'interval':
      return '';
  }
}

interface Piece {
  readonly text: string;
  readonly strong: boolean;
}

const piecesOf = (of: readonly Inline[], name: Name): Piece[] =>
  of.map((piece) => {
    if (piece.kind === 'strong')
      return {
        strong: true,
        text: piecesOf(piece.of, name)
          .map(({ text }) => text)
          .join(''),
      };
    return { strong: false, text: piece.kind === 'target' ? name(piece.id) : escapeHidden(piece.text) };
  });

const tableOf = ({ headings, rows }: View, caption: readonly Inline[] | undefined, name: Name) => ({
  caption: caption === undefined ? null : piecesOf(caption, name),
  head: headings.map(({ head, align }) => ({
    text: typeof head === 'string' ? head : written(head, name),
    right: align === 'right',
  })),
  rows: rows.map((row) =>
    row.map(({ cell }, i) => ({ text: written(cell, name), right: headings[i]?.align === 'right' })),
  ),
});

const blockOf = (block: Block, name: Name) => ({
  table: block.kind === 'table' ? tableOf(block.view, block.caption, name) : null,
  items: block.kind === 'list' ? block.items.map((item) => piecesOf(item, name)) : null,
  warning: block.kind === 'warning',
  level2: block.kind === 'heading' && block.level === 2,
  level3: block.kind === 'heading' && block.level === 3,
  of: 'of' in block ? piecesOf(block.of, name) : [],
});

/** Whatever a target or a model is called, it is text. */
export function renderHtmlTable(report: Report, _examples?: Examples, extent?: Extent): string {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name: Name = (id) => `${escapeHidden(called(id))}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  // Loaded where HTML is written, and for no other format.
  const library: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  const handlebars = library.create();
  handlebars.registerPartial('pieces', PIECES);
  return handlebars.compile(TEMPLATE, { strict: true })({
    blocks: documentOf(report, extent).map((block) => blockOf(block, name)),
  });
}
