/** The formats of `vocab probe`. */

import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { probeSections } from './document.js';
import { renderJson } from './json.js';
import type { ProbeFormatOptions, ProbeResult } from './types.js';

export type { ProbeFormatOptions, ProbeResult } from './types.js';

/** A format: the text piece by piece. */
type Render = (result: ProbeResult, options: ProbeFormatOptions) => Iterable<string>;

export const probeFormats = {
  table: (result, { examples, paint }) => [renderDocument(probeSections(result, examples), paint)],
  json: (result) => [renderJson(result)],
  csv: renderCsv,
  html: (result, { examples }) => [renderPage(probeSections(result, examples))],
} as const satisfies Readonly<Record<string, Render>>;

export type ProbeFormatName = keyof typeof probeFormats;
