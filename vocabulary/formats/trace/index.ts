/** The formats of `vocab trace`. */

import type { Paint } from '../../../reports/display/index.js';
import type { Trace } from '../../trace/index.js';
import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { traceDocument } from './document.js';

export interface TraceFormatOptions {
  readonly paint: Paint;
}

/** A format: the text piece by piece. */
type Render = (trace: Trace, options: TraceFormatOptions) => Iterable<string>;

export const traceFormats = {
  table: (trace, { paint }) => [renderDocument(traceDocument(trace), paint)],
  json: (trace) => [`${JSON.stringify(trace, null, 2)}\n`],
  csv: renderCsv,
  html: (trace) => [renderPage(traceDocument(trace))],
} as const satisfies Readonly<Record<string, Render>>;

export type TraceFormatName = keyof typeof traceFormats;
