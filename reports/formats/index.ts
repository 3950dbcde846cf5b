/** The forms in which a report is written, a file each. */

import type { Examples, Report } from '../types.js';
import { renderCsv } from './csv.js';
import { type PageOptions, renderHtml } from './html/index.js';
import { renderJson } from './json.js';
import { renderMarkdown } from './markdown.js';

export { renderCsv } from './csv.js';
export { type PageOptions, renderHtml } from './html/index.js';
export { renderJson } from './json.js';
export { renderMarkdown } from './markdown.js';
export { renderTerminal, type TerminalOptions } from './terminal.js';

/** A form of files. */
export interface Format {
  /** What the names of such files end in. */
  readonly extension: string;
  /** Media type (RFC 6838). */
  readonly media: string;
  /** The whole file. It depends on what is given alone; only the page shows flagged texts, and takes options. */
  readonly render: (report: Report, examples: Examples, options?: PageOptions) => string;
}

/** The forms of files by name. */
export const formats = {
  html: { extension: '.html', media: 'text/html; charset=utf-8', render: renderHtml },
  json: { extension: '.json', media: 'application/json', render: renderJson },
  md: { extension: '.md', media: 'text/markdown; charset=utf-8', render: renderMarkdown },
  csv: { extension: '.csv', media: 'text/csv; charset=utf-8; header=present', render: renderCsv },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
