/** The formats of `vocab drift`. */

import type { Paint } from '../../../reports/display/index.js';
import type { Measured } from '../../drift/index.js';
import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { driftDocument } from './document.js';
import { renderJson } from './json.js';

export interface DriftFormatOptions {
  readonly paint: Paint;
}

/** A format: the text piece by piece. */
type Render = (measured: Measured, options: DriftFormatOptions) => Iterable<string>;

/** Most changed tokens that a terminal and a page show of those that were asked for. */
const ON_TERMINAL = 20;
const ON_PAGE = 200;

export const driftFormats = {
  table: (measured, { paint }) => [renderDocument(driftDocument(measured, ON_TERMINAL), paint)],
  json: (measured) => [renderJson(measured)],
  csv: renderCsv,
  html: (measured) => [renderPage(driftDocument(measured, ON_PAGE))],
} as const satisfies Readonly<Record<string, Render>>;

export type DriftFormatName = keyof typeof driftFormats;
