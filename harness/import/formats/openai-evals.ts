/** openai/evals: a log of events as JSONL. The first line says what was evaluated; events of the type `sampling` hold the answers. */

import { readJsonLines, type Unread, type Value } from '../../../files/index.js';
import { toMessages } from '../../../prompts/index.js';
import { toChannels } from '../channels.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import type { Found } from '../response.js';

function* responsesOf({ value, where }: Value, model: unknown): Generator<Found | Unread> {
  const data = fieldAt(value, 'data');
  const sampled = fieldAt(data, 'sampled');
  const messages = toMessages(fieldAt(data, 'prompt'));
  const sample = textOf(fieldAt(value, 'sample_id'));
  const event = textOf(fieldAt(value, 'event_id'));
  const run = textOf(fieldAt(value, 'run_id')) ?? '';
  const texts: unknown[] = Array.isArray(sampled) ? sampled : [sampled ?? null];
  for (const [i, text] of texts.entries()) {
    const channels = toChannels({ content: text });
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: 'what was sampled is no text' };
      continue;
    }
    yield {
      kind: 'found',
      where,
      record: value,
      model: fieldAt(data, 'model') ?? model,
      language: firstField(data, LANGUAGE_FIELDS),
      ...(sample !== undefined && { promptId: sample }),
      channels,
      ...(event !== undefined && { id: `${run}/${event}/${i}` }),
      ...(messages && { messages }),
    };
  }
}

/** The model that the log's first line names. */
const modelOf = (value: unknown): unknown =>
  textOf(fieldAt(value, 'spec.completion_fns.0')) ?? textOf(fieldAt(value, 'spec.model_name'));

export const openaiEvals: Format = {
  name: 'openai-evals',
  files: 'logs of openai/evals, JSONL',
  sniff: ({ names, first }) =>
    (names.has('spec') && typeof fieldAt(first, 'spec') === 'object' && names.size === 1) ||
    ['run_id', 'event_id', 'sample_id', 'type', 'data'].every((name) => names.has(name)),

  async *read({ source }) {
    let model: unknown;
    for await (const row of readJsonLines(source)) {
      if (row.kind === 'unread') {
        yield row;
        continue;
      }
      model = modelOf(row.value) ?? model;
      // Other events say what became of the answers.
      if (fieldAt(row.value, 'type') === 'sampling') yield* responsesOf(row, model);
    }
  },
};
