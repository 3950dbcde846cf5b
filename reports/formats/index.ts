/** The forms in which a report is written, a file each. */

import type { Extent } from '../chosen.js';
import type { Examples, Report } from '../types.js';
import { renderCsv } from './csv.js';
import { type PageOptions, renderHtml } from './html/index.js';
import { renderHtmlTable } from './html-table.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderLatex } from './latex.js';
import { renderMarkdown } from './markdown.js';
import { renderSarif } from './sarif.js';

export { renderCsv } from './csv.js';
export { type PageOptions, renderHtml } from './html/index.js';
export { renderHtmlTable } from './html-table.js';
export { renderJson } from './json.js';
export { renderJunit } from './junit.js';
export { renderLatex } from './latex.js';
export { renderMarkdown } from './markdown.js';
export { renderSarif } from './sarif.js';
export { renderTerminal, type TerminalOptions } from './terminal/index.js';

/** What may be asked for of a report, in the place of all of it. */
export type Choice = 'headline' | 'compact' | 'rows';

const ANY: readonly Choice[] = ['headline', 'compact', 'rows'];

/** A form of files. */
export interface Format {
  /** What the names of such files end in. */
  readonly extension: string;
  /** Media type (RFC 6838). */
  readonly media: string;
  /** The whole file. It depends on what is given alone. */
  readonly render: (report: Report, examples: Examples, options?: FormatOptions) => string;
  /** What of a report may be asked for alone; nothing where missing: then it is written whole. */
  readonly takes?: readonly Choice[];
}

/** What formats may take besides: the page its title and date, texts with tables how much of the report. */
export type FormatOptions = PageOptions & Extent;

/** The forms of files by name. */
export const formats = {
  html: { extension: '.html', media: 'text/html; charset=utf-8', render: renderHtml },
  json: { extension: '.json', media: 'application/json', render: renderJson },
  md: { extension: '.md', media: 'text/markdown; charset=utf-8', render: renderMarkdown, takes: ANY },
  latex: { extension: '.tex', media: 'application/x-tex', render: renderLatex, takes: ANY },
  'html-table': {
    extension: '.table.html',
    media: 'text/html; charset=utf-8',
    render: renderHtmlTable,
    takes: ANY,
  },
  junit: { extension: '.xml', media: 'application/xml', render: renderJunit },
  sarif: { extension: '.sarif', media: 'application/sarif+json', render: renderSarif },
  csv: {
    extension: '.csv',
    media: 'text/csv; charset=utf-8; header=present',
    render: renderCsv,
    takes: ['compact', 'rows'],
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
