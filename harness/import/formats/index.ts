/** The formats that there are, and which one a file is of. */

import { type Head, UserError } from '../../../files/index.js';
import type { Format } from '../format.js';
import { inspect } from './inspect.js';
import { lcb } from './lcb.js';
import { lmEval } from './lm-eval.js';
import { openaiBatch } from './openai-batch.js';
import { csv, jsonl, parquet } from './plain.js';
import { promptfoo } from './promptfoo.js';

export { unanswered } from './openai-batch.js';

/** In the order in which they look at a file; those of any fields come last. */
export const formats: readonly Format[] = [lmEval, promptfoo, inspect, openaiBatch, lcb, parquet, jsonl, csv];

const PLAIN: readonly Format[] = [parquet, jsonl, csv];

/**
 * The format of a file: the one that `from` names, else one of any fields where a field is named for the text, else what the content
 * says. Throws UserError where there is none.
 */
export function formatOf(head: Head, from: string | undefined, text: string | undefined): Format {
  if (from !== undefined) {
    const named = formats.find(({ name }) => name === from);
    if (named !== undefined) return named;
    const names = formats.map(({ name }) => name).join(', ');
    throw new UserError(`there is no format "${from}"`, '--from', `the formats are ${names}`);
  }
  const found = (text === undefined ? formats : PLAIN).find((format) => format.sniff(head));
  if (found !== undefined) return found;
  throw new UserError('the content is of no format that is known', head.path, 'name one with --from');
}
