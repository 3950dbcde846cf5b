/** The forms in which a report is written. */

export { renderCsv } from './csv.js';
export { renderHtml } from './html/index.js';
export { renderMarkdown } from './markdown.js';
export { escapeMarkdown } from './markdown-table.js';
export { renderTerminal, type TerminalOptions } from './terminal.js';
