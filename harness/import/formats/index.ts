/** The formats that there are, and which one a file is of. */

import { type Head, UserError } from '../../../files/index.js';
import type { Format, ReadOptions } from '../format.js';
import { anthropicBatch, geminiBatch, openaiBatch } from './batches/index.js';
import { fastchat } from './fastchat.js';
import { helm } from './helm.js';
import { inspect } from './inspect/index.js';
import { lcb } from './lcb.js';
import { lmEval, lmmsEval } from './lm-eval/index.js';
import { logickor } from './logickor.js';
import { minimax } from './minimax.js';
import { openaiEvals } from './openai-evals.js';
import { opencompass } from './opencompass.js';
import { promptfoo } from './promptfoo.js';
import { csv, jsonl, parquet, rowsHoldResponses } from './rows/index.js';
import { shaberi } from './shaberi.js';

export { unanswered } from './batches/index.js';

const PLAIN: readonly Format[] = [parquet, jsonl, csv];

/** In the order in which they look at a file; those of any fields come last. */
export const formats: readonly Format[] = [
  lmEval,
  lmmsEval,
  promptfoo,
  inspect,
  openaiBatch,
  anthropicBatch,
  geminiBatch,
  helm,
  opencompass,
  openaiEvals,
  minimax,
  fastchat,
  logickor,
  shaberi,
  lcb,
  ...PLAIN,
];

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

/** True where a file of a format holds responses, by its beginning: of rows of any fields, those need not be any. */
export const holdsResponses = (format: Format, head: Head, options: ReadOptions): boolean =>
  PLAIN.includes(format) ? rowsHoldResponses(head, options) : true;
