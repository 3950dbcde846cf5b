/** Anthropic's Message Batches: results as JSONL, a request a line, in any order (docs.anthropic.com, "Batch processing"). */

import { type Head, readJsonLines, type Unread, UserError } from '../../../../files/index.js';
import { protocolOf, toAnswer } from '../../../endpoint/index.js';
import { toFailure } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format, ReadOptions } from '../../format.js';
import type { Found, ResponseChannels } from '../../response.js';
import { responsesOf, withOneModel } from './asked.js';

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

async function* rowsOf({ source }: Head, { requests }: ReadOptions): AsyncGenerator<Found | Unread> {
  for await (const row of readJsonLines(source)) {
    if (row.kind === 'unread') yield row;
    else {
      const { value } = row;
      const line = {
        id: textOf(fieldAt(value, 'custom_id')),
        idField: 'custom_id',
        model: fieldAt(value, 'result.message.model'),
        channels: channelsOf(fieldAt(value, 'result')),
      };
      yield* responsesOf(row, line, requests);
    }
  }
}

export const anthropicBatch: Format = {
  name: 'anthropic-batch',
  files: "results of Anthropic's Message Batches",
  sniff: ({ names }) => names.has('custom_id') && (names.has('result') || names.has('params')),

  async *read(head, options) {
    const { path, names } = head;
    if (names.has('params') && !names.has('result'))
      throw new UserError(
        'this is the input of a Batch, not its output',
        path,
        `score --from anthropic-batch --requests ${path} RESULTS`,
      );
    yield* withOneModel(rowsOf(head, options));
  },
};
