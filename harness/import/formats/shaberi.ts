/** shaberi: `model_answers/BENCHMARK/MODEL.json`, the benchmark's own columns with `Question` and `ModelAnswer` among them. */

import { fileStem } from '../file-target.js';
import type { Format } from '../format.js';
import { readRecords } from '../records.js';
import { responsesOfRows } from './rows/index.js';

const [TEXT, PROMPT] = ['ModelAnswer', 'Question'];

export const shaberi: Format = {
  name: 'shaberi',
  files: "shaberi's answers, BENCHMARK/MODEL.json",
  sniff: ({ names }) => names.has(TEXT) && names.has(PROMPT),

  async *read(head, options) {
    const fileTarget = fileStem(head.path);
    const rows = responsesOfRows(readRecords(head), { prompt: PROMPT, ...options, text: TEXT });
    for await (const row of rows) yield row.kind === 'found' ? { ...row, field: TEXT, fileTarget } : row;
  },
};
