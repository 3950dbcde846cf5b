/** The page of a model as JSON. */

import type { ModelReport } from '../../report/index.js';

/** One JSON document: what each file holds, a state each, and what answers came to. */
export function renderJson({ drifts, ...report }: ModelReport): string {
  const states = drifts.map(({ state, of }) => ({ state, ...of }));
  return `${JSON.stringify({ schema: 1, ...report, drifts: states }, null, 2)}\n`;
}
