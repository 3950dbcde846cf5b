/** Anthropic's Message Batches: results as JSONL, a request a line, in any order (docs.anthropic.com, "Batch processing"). */

import { readJsonLines, type Value } from '../../../../files/index.js';
import { protocolOf, toAnswer } from '../../../endpoint/index.js';
import { toFailure } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format } from '../../format.js';
import type { ResponseChannels } from '../../response.js';
import { isInput, type Line, responsesIn } from './asked.js';

/** The channels of a message, as the Messages API answers. */
function channelsOfMessage(message: unknown): ResponseChannels | undefined {
  if (message === null || typeof message !== 'object') return undefined;
  return toAnswer(protocolOf({ api: 'messages' }).completion(message)) ?? undefined;
}

/** What a request came to: succeeded, errored, canceled, expired. */
function channelsOf(result: unknown): readonly ResponseChannels[] | undefined {
  const type = fieldAt(result, 'type');
  if (type === 'succeeded') {
    const channels = channelsOfMessage(fieldAt(result, 'message'));
    return channels && [channels];
  }
  const error = fieldAt(result, 'error');
  const code = fieldAt(error, 'error.type') ?? fieldAt(error, 'type') ?? type;
  return typeof type === 'string' ? [toFailure(undefined, code)] : undefined;
}

function lineOf({ value }: Value): Line {
  return {
    id: textOf(fieldAt(value, 'custom_id')),
    idField: 'custom_id',
    model: fieldAt(value, 'result.message.model'),
    channels: channelsOf(fieldAt(value, 'result')),
  };
}

const NAME = 'anthropic-batch';

export const anthropicBatch: Format = {
  name: NAME,
  files: "results of Anthropic's Message Batches",
  sniff: ({ names }) => names.has('custom_id') && (names.has('result') || names.has('params')),

  async *read({ path, names, source }, { requests }) {
    if (names.has('params') && !names.has('result')) throw isInput(path, NAME);
    yield* responsesIn(readJsonLines(source), lineOf, requests);
  },
};
