/** lmms-eval, as one document a task: `{"args", "model_configs", "logs": [...], "time"}`, with documents as lm-evaluation-harness has them. */

import { readItems } from '../../../../files/index.js';
import { fieldAt, textOf } from '../../fields.js';
import { fileStem } from '../../file-target.js';
import type { Format } from '../../format.js';
import { modelArgument } from './model.js';
import { responsesOfDocuments } from './row.js';

export const lmmsEval: Format = {
  name: 'lmms-eval',
  files: "lmms-eval's samples, a document a task",
  sniff: ({ names }) => names.has('logs') && (names.has('args') || names.has('model_configs')),

  async *read({ path, source, first }) {
    const args = fieldAt(first, 'args');
    const model = modelArgument(fieldAt(args, 'model_args')) ?? textOf(fieldAt(args, 'model'));
    const task = textOf(fieldAt(first, 'model_configs.task')) ?? fileStem(path);
    yield* responsesOfDocuments(readItems(source, ['logs']), model, { task, date: '' });
  },
};
