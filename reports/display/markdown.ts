/** What Markdown makes nothing of. */

import { escapeHidden } from './visible.js';

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
