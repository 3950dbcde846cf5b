/** The report as Markdown tables (GitHub's syntax), to paste into release notes. */

import type { Extent } from '../chosen.js';
import { escapeMarkdown } from '../display/index.js';
import { type Block, documentOf } from '../document.js';
import type { Examples, Report } from '../types.js';
import { type Markup, type Writer, type WrittenTable, writerOf } from '../writer.js';

const MARKUP: Markup = {
  own: (text) => text,
  text: escapeMarkdown,
  strong: (written) => `**${written}**`,
};

function tableOf({ aligns, head, rows }: WrittenTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(aligns.map((align) => (align === 'right' ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

function blockOf(block: Block, { line, table }: Writer): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${line(block.of)}`];
    case 'paragraph':
      return [line(block.of)];
    case 'warning':
      return [`> **Warning.** ${line(block.of)}`];
    case 'list':
      return [block.items.map((item) => `- ${line(item)}`).join('\n')];
    case 'table':
      return [tableOf(table(block.view)), ...(block.caption ? [line(block.caption)] : [])];
  }
}

/** Tables of targets, changes and languages, or as much as is asked for. Whatever a target or a model is called, it stays inside its cell. */
export function renderMarkdown(report: Report, _examples?: Examples, extent?: Extent): string {
  const writer = writerOf(report, MARKUP);
  return `${documentOf(report, extent)
    .flatMap((block) => blockOf(block, writer))
    .join('\n\n')}\n`;
}
