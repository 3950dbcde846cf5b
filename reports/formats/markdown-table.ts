/** A table in GitHub's Markdown, and what is safe in its cells. */

import { escapeHidden } from '../display/index.js';

/** A table; a heading that starts with `>` stands over a right-aligned column. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(headings.map((heading) => heading.replace('>', ''))),
    line(headings.map((heading) => (heading.startsWith('>') ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

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
