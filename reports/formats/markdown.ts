/** The report as Markdown tables (GitHub's syntax), to paste into release notes. */

import { namesOf, simulatedTargets } from '../arrange.js';
import type { Cell, View } from '../cells.js';
import type { Extent } from '../chosen.js';
import { escapeHidden, languageName, SIMULATED, verdictWithSign } from '../display/index.js';
import { type Block, documentOf, type Inline } from '../document.js';
import type { Examples, Report } from '../types.js';

/**
 * Plain text on one line for a table's cell: none of it is markup, a cell's or line's end, a link that GitHub makes by
 * itself, or a mention of somebody.
 */
export function escapeMarkdown(text: string): string {
  return escapeHidden(text)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<=www)\./gi, '\\.')
    .replace(/(?<!\w)@/g, '@&#8203;');
}

type Name = (id: string) => string;

function written(cell: Cell, name: Name): string {
  switch (cell.kind) {
    case 'number':
      return cell.note === undefined ? cell.text : `${cell.text} (${cell.note})`;
    case 'text':
      return escapeMarkdown(cell.text);
    case 'target':
      return name(cell.id);
    case 'language':
      return escapeMarkdown(languageName(cell.tag));
    case 'explained':
      return escapeMarkdown(cell.name);
    case 'verdict':
      return verdictWithSign(cell.verdict);
    case 'interval':
      return '';
  }
}

function tableOf({ headings, rows }: View, name: Name): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(headings.map(({ head }) => (typeof head === 'string' ? head : written(head, name)))),
    line(headings.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(({ cell }) => written(cell, name)))),
  ].join('\n');
}

function pieceOf(piece: Inline, name: Name): string {
  switch (piece.kind) {
    case 'own':
      return piece.text;
    case 'text':
      return escapeMarkdown(piece.text);
    case 'target':
      return name(piece.id);
    case 'strong':
      return `**${inline(piece.of, name)}**`;
  }
}

function inline(of: readonly Inline[], name: Name): string {
  return of.map((piece) => pieceOf(piece, name)).join('');
}

function blockOf(block: Block, name: Name): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${inline(block.of, name)}`];
    case 'paragraph':
      return [inline(block.of, name)];
    case 'warning':
      return [`> **Warning.** ${inline(block.of, name)}`];
    case 'list':
      return [block.items.map((item) => `- ${inline(item, name)}`).join('\n')];
    case 'table':
      return [tableOf(block.view, name), ...(block.caption ? [inline(block.caption, name)] : [])];
  }
}

/** Tables of targets, changes and languages, or as much as is asked for. Whatever a target or a model is called, it stays inside its cell. */
export function renderMarkdown(report: Report, _examples?: Examples, extent?: Extent): string {
  const simulated = simulatedTargets(report);
  const called = namesOf(report);
  const name: Name = (id) => `${escapeMarkdown(called(id))}${simulated.has(id) ? ` (${SIMULATED})` : ''}`;
  return `${documentOf(report, extent)
    .flatMap((block) => blockOf(block, name))
    .join('\n\n')}\n`;
}
