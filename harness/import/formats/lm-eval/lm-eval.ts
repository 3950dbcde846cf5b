/**
 * lm-evaluation-harness: `samples_TASK_DATE.jsonl`, written by --log_samples. A line is one document under one filter; the responses
 * themselves (`resps`) are the same under every filter. Versions 0.4.0 to 0.4.2 write one indented list.
 */

import { type Head, UserError } from '../../../../files/index.js';
import type { Format } from '../../format.js';
import { readRecords } from '../../records.js';
import { modelBeside, taskOf } from './model.js';
import { responsesOfDocuments } from './row.js';

/** True for documents as the harness writes them. */
export const areDocuments = ({ names }: Pick<Head, 'names'>): boolean =>
  names.has('doc_id') && ['resps', 'filtered_resps', 'arguments'].some((name) => names.has(name));

export const lmEval: Format = {
  name: 'lm-eval',
  files: "lm-evaluation-harness's samples_*.jsonl",
  sniff: areDocuments,

  async *read(head, { target }) {
    const { path } = head;
    const { model, args } = await modelBeside(path);
    if (model === undefined && target === undefined)
      throw new UserError(
        'no results_*.json beside the samples names one model',
        path,
        'name it with --target',
      );
    yield* responsesOfDocuments(readRecords(head), model, taskOf(path, args));
  },
};
