/** The formats of `vocab scan`. */

import type { Paint } from '../../../reports/display/index.js';
import type { Scan } from '../../scan/index.js';
import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { scanDocument } from './document.js';
import { renderJson } from './json.js';

/** How to write a scan. */
export interface ScanFormatOptions {
  /** Tokens that each class is shown with. */
  readonly examples: number;
  readonly paint: Paint;
}

export { scanFile } from './json.js';

/** A format: the text piece by piece. */
type Render = (scan: Scan, options: ScanFormatOptions) => Iterable<string>;

export const scanFormats = {
  table: (scan, { examples, paint }) => [renderDocument(scanDocument(scan, examples), paint)],
  json: (scan, { examples }) => [renderJson(scan, examples)],
  csv: renderCsv,
  html: (scan, { examples }) => [renderPage(scanDocument(scan, examples))],
} as const satisfies Readonly<Record<string, Render>>;

export type ScanFormatName = keyof typeof scanFormats;
