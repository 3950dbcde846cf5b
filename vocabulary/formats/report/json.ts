/** The page of a model as JSON. */

import type { ModelReport } from '../../report/index.js';

/** One JSON document: what each file holds, and what answers came to. */
export const renderJson = (report: ModelReport): string =>
  `${JSON.stringify({ schema: 1, ...report }, null, 2)}\n`;
