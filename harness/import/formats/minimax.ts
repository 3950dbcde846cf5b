/** MiniMax-Provider-Verifier: `results.jsonl`, a request with its response and what the validators made of it in every line. */

import type { Unread, Value } from '../../../files/index.js';
import { messagesOfBody } from '../../../prompts/bare/index.js';
import { type RawCompletion, toAnswer } from '../../endpoint/index.js';
import { toFailure } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import { readRecords } from '../records.js';
import type { Found, ResponseChannels } from '../response.js';

function channelsOf(value: unknown): ResponseChannels | undefined {
  const response = fieldAt(value, 'response');
  if (fieldAt(value, 'status') === 'failed') return toFailure();
  if (!Array.isArray(fieldAt(response, 'choices'))) return undefined;
  const ms = fieldAt(value, 'duration_ms');
  const answer = toAnswer(response as RawCompletion);
  return answer === null
    ? undefined
    : { ...answer, ...(typeof ms === 'number' && ms >= 0 && { latency_ms: ms }) };
}

function responseOf({ value, where }: Value): Found | Unread {
  const channels = channelsOf(value);
  if (channels === undefined)
    return { kind: 'unread', where, reason: 'the row holds neither an answer nor an error' };
  const messages = messagesOfBody(fieldAt(value, 'request'));
  const [hash, id] = [textOf(fieldAt(value, 'hash')), textOf(fieldAt(value, 'response.id'))];
  return {
    kind: 'found',
    where,
    record: value,
    model: fieldAt(value, 'request.model') ?? fieldAt(value, 'response.model'),
    language: firstField(value, LANGUAGE_FIELDS),
    ...(hash !== undefined && { promptId: hash.slice(0, 12) }),
    channels,
    ...(messages && { messages }),
    ...(id !== undefined && { id }),
  };
}

export const minimax: Format = {
  name: 'minimax',
  files: 'results of MiniMax-Provider-Verifier, JSONL',
  sniff: ({ names, first }) =>
    ['data_index', 'request', 'response', 'hash'].every((name) => names.has(name)) &&
    Array.isArray(fieldAt(first, 'request.messages')),

  async *read(head) {
    yield* eachRow(readRecords(head), (row) => [responseOf(row)]);
  },
};
