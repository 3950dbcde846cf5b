/** The formats of `vocab report`. */

import type { Paint } from '../../../reports/display/index.js';
import type { ModelReport } from '../../report/index.js';
import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { reportDocument } from './document.js';
import { renderJson } from './json.js';

export interface ReportFormatOptions {
  readonly paint: Paint;
}

/** A format: the text piece by piece. */
type Render = (report: ModelReport, options: ReportFormatOptions) => Iterable<string>;

export const reportFormats = {
  table: (report, { paint }) => [renderDocument(reportDocument(report), paint)],
  json: (report) => [renderJson(report)],
  csv: renderCsv,
  html: (report) => [renderPage(reportDocument(report))],
} as const satisfies Readonly<Record<string, Render>>;

export type ReportFormatName = keyof typeof reportFormats;
