/** The formats of `vocab coverage`. */

import { renderDocument, renderPage } from '../document/index.js';
import { renderCsv } from './csv.js';
import { coverageSections } from './document.js';
import { renderJson } from './json.js';
import type { CoverageFormatOptions, CoverageResult } from './types.js';

export { coverageFacts } from './json.js';
export type { CoverageFormatOptions, CoverageResult } from './types.js';

/** A format: the text piece by piece. */
type Render = (result: CoverageResult, options: CoverageFormatOptions) => Iterable<string>;

export const coverageFormats = {
  table: (result, { examples, paint }) => [renderDocument(coverageSections(result, examples), paint)],
  json: (result, { examples }) => [renderJson(result, examples)],
  csv: renderCsv,
  html: (result, { examples }) => [renderPage(coverageSections(result, examples))],
} as const satisfies Readonly<Record<string, Render>>;

export type CoverageFormatName = keyof typeof coverageFormats;
