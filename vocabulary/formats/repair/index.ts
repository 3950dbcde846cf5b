/** The formats of `vocab repair`. */

import type { Paint } from '../../../reports/display/index.js';
import type { Repair } from '../../repair/index.js';
import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { repairDocument } from './document.js';
import { renderJson } from './json.js';

/** How to write what was written. */
export interface RepairFormatOptions {
  /** Tokens that each list is shown with. */
  readonly examples: number;
  readonly paint: Paint;
}

type Render = (repair: Repair, options: RepairFormatOptions) => Iterable<string>;

export const repairFormats = {
  table: (repair, { examples, paint }) => [renderDocument(repairDocument(repair, examples), paint)],
  json: (repair, { examples }) => [renderJson(repair, examples)],
  csv: renderCsv,
  html: (repair, { examples }) => [renderPage(repairDocument(repair, examples))],
} as const satisfies Readonly<Record<string, Render>>;

export type RepairFormatName = keyof typeof repairFormats;
