/** The report as a piece of HTML: headings, sentences and tables without a style or a script, to paste into a page. */

import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { Extent } from '../chosen.js';
import { escapeHidden } from '../display/index.js';
import { type Block, documentOf } from '../document.js';
import type { Examples, Report } from '../types.js';
import { type Writer, type WrittenTable, writerOf } from '../writer.js';

const RIGHT = ' style="text-align:right"';

function tableOf({ aligns, head, rows }: WrittenTable, caption: string | undefined): string[] {
  const rowOf = (cells: readonly string[], tag: 'td' | 'th', attributes = ''): string =>
    `<tr>${cells.map((cell, i) => `<${tag}${attributes}${aligns[i] === 'right' ? RIGHT : ''}>${cell}</${tag}>`).join('')}</tr>`;
  return [
    '<table>',
    ...(caption === undefined ? [] : [`<caption>${caption}</caption>`]),
    '<thead>',
    rowOf(head, 'th', ' scope="col"'),
    '</thead>',
    '<tbody>',
    ...rows.map((row) => rowOf(row, 'td')),
    '</tbody>',
    '</table>',
  ];
}

function blockOf(block: Block, { line, table }: Writer): string[] {
  switch (block.kind) {
    case 'heading':
      return [`<h${block.level}>${line(block.of)}</h${block.level}>`];
    case 'paragraph':
      return [`<p>${line(block.of)}</p>`];
    case 'warning':
      return [`<p role="note"><strong>Warning.</strong> ${line(block.of)}</p>`];
    case 'list':
      return ['<ul>', ...block.items.map((item) => `<li>${line(item)}</li>`), '</ul>'];
    case 'table':
      return tableOf(table(block.view), block.caption && line(block.caption));
  }
}

/** Whatever a target or a model is called, it is text. */
export function renderHtmlTable(report: Report, _examples?: Examples, extent?: Extent): string {
  // Loaded where HTML is written, and for no other format.
  const { escapeExpression }: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  const writer = writerOf(report, {
    own: escapeExpression,
    text: (text) => escapeExpression(escapeHidden(text)),
    strong: (written) => `<strong>${written}</strong>`,
  });
  const lines = documentOf(report, extent).flatMap((block) => blockOf(block, writer));
  return `${['<section class="offscript">', ...lines, '</section>'].join('\n')}\n`;
}
