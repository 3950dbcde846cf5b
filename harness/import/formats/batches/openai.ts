/**
 * OpenAI Batch: the output and the error file, a line a request, in any order; of chat completions, completions and Responses. vLLM and
 * others write the same.
 */

import { readJsonLines, type Value } from '../../../../files/index.js';
import { protocolOf, toAnswer } from '../../../endpoint/index.js';
import { toFailure } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format } from '../../format.js';
import type { ResponseChannels } from '../../response.js';
import { isInput, type Line, responsesIn } from './asked.js';

/** The protocol that a body answers by. */
function protocolIn(body: unknown): ReturnType<typeof protocolOf> {
  if (Array.isArray(fieldAt(body, 'output'))) return protocolOf({ api: 'responses' });
  const isText = typeof fieldAt(body, 'choices.0.text') === 'string';
  return protocolOf({ api: isText ? 'completions' : 'chat' });
}

/** The channels of an answer, all that an endpoint's has; undefined where its content is no text. */
function answerIn(body: object): ResponseChannels | undefined {
  const content = fieldAt(body, 'choices.0.message.content') ?? null;
  if (content !== null && typeof content !== 'string' && !Array.isArray(content)) return undefined;
  return toAnswer(protocolIn(body).completion(body)) ?? undefined;
}

/** The channels of each choice in a body; undefined where it has none, or one that is no text. */
function answersIn(body: unknown): ResponseChannels[] | undefined {
  if (body === null || typeof body !== 'object') return undefined;
  const choices = fieldAt(body, 'choices');
  const bodies = Array.isArray(choices)
    ? choices.map((choice: unknown) => ({ ...body, choices: [choice] }))
    : [body];
  const all = bodies.map(answerIn);
  return all.length > 0 && all.every((one) => one !== undefined) ? all : undefined;
}

/** The channels of each choice; of a request that failed, one without an answer. Undefined where the line holds neither. */
function channelsOf(line: unknown): ResponseChannels[] | undefined {
  const status = fieldAt(line, 'response.status_code');
  const body = fieldAt(line, 'response.body');
  const error = fieldAt(line, 'error') ?? fieldAt(body, 'error');
  const answers = error == null ? answersIn(body) : undefined;
  if (answers !== undefined || (error == null && (status === undefined || status === 200))) return answers;
  const code = fieldAt(error, 'code');
  // Azure's filter refuses with a status of its own, as it does where it is asked directly. Its message may quote a key.
  if (status === 400 && code === 'content_filter')
    return [{ answer: null, refusal: code, finish_reason: code }];
  return [toFailure(status, code)];
}

function lineOf({ value }: Value): Line {
  return {
    id: textOf(fieldAt(value, 'custom_id')),
    idField: 'custom_id',
    model: fieldAt(value, 'response.body.model'),
    channels: channelsOf(value),
  };
}

const NAME = 'openai-batch';

export const openaiBatch: Format = {
  name: NAME,
  files: "OpenAI Batch's output and error files",
  sniff: ({ names }) =>
    names.has('custom_id') && ['response', 'error', 'body'].some((name) => names.has(name)),

  async *read({ path, names, source }, { requests }) {
    if (names.has('body') && names.has('url')) throw isInput(path, NAME);
    yield* responsesIn(readJsonLines(source), lineOf, requests);
  },
};
