/** Batches of Gemini: a `GenerateContentResponse` a line, under the `key` of its request; Vertex AI writes the request beside it. */

import type { Value } from '../../../../files/index.js';
import { messagesOfBody } from '../../../../prompts/bare/index.js';
import { toChannels, toFailure } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format } from '../../format.js';
import { readRecords } from '../../records.js';
import type { ResponseChannels } from '../../response.js';
import { isInput, type Line, responsesIn } from './asked.js';

/** Finish reasons in the words of chat completions. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
]);

function channelsOfCandidate(candidate: unknown, response: unknown): ResponseChannels | undefined {
  const parts = fieldAt(candidate, 'content.parts');
  const list: unknown[] = Array.isArray(parts) ? parts : [];
  const said = (thought: boolean): string =>
    list
      .filter((part) => (fieldAt(part, 'thought') === true) === thought)
      .map((part) => fieldAt(part, 'text'))
      .filter((text) => typeof text === 'string')
      .join('');
  const calls = list.map((part) => fieldAt(part, 'functionCall')).filter((call) => call !== undefined);
  const finish = textOf(fieldAt(candidate, 'finishReason'));
  return toChannels({
    content: said(false),
    reasoning: said(true),
    tool_calls: calls.map((call) => ({
      function: { name: fieldAt(call, 'name'), arguments: fieldAt(call, 'args') },
    })),
    finish_reason: finish === undefined ? undefined : (REASONS.get(finish) ?? finish),
    model: fieldAt(response, 'modelVersion'),
    prompt_tokens: fieldAt(response, 'usageMetadata.promptTokenCount'),
    completion_tokens: fieldAt(response, 'usageMetadata.candidatesTokenCount'),
  });
}

function channelsOf(value: unknown): readonly ResponseChannels[] | undefined {
  const response = fieldAt(value, 'response');
  const candidates = fieldAt(response, 'candidates');
  if (Array.isArray(candidates) && candidates.length > 0) {
    const all = candidates.map((candidate) => channelsOfCandidate(candidate, response));
    return all.every((one) => one !== undefined) ? all : undefined;
  }
  const blocked = textOf(fieldAt(response, 'promptFeedback.blockReason'));
  if (blocked !== undefined) return [{ answer: null, refusal: blocked, finish_reason: blocked }];
  const error = fieldAt(value, 'error') ?? fieldAt(response, 'error');
  // Vertex AI says in `status` what went wrong.
  if (error != null || textOf(fieldAt(value, 'status')) !== undefined)
    return [toFailure(fieldAt(error, 'code'))];
  return undefined;
}

function lineOf({ value, where }: Value): Line {
  const messages = messagesOfBody(fieldAt(value, 'request'));
  const key = textOf(fieldAt(value, 'key')) ?? textOf(fieldAt(value, 'metadata.key'));
  return {
    id: key ?? where,
    idField: 'key',
    isPlace: key === undefined,
    model: fieldAt(value, 'response.modelVersion') ?? fieldAt(value, 'request.model'),
    channels: channelsOf(value),
    ...(messages && { messages }),
  };
}

const has = (value: unknown, name: string): boolean => fieldAt(value, name) !== undefined;

const NAME = 'gemini-batch';

/** What stands in an output, and in no input. */
const RESULTS = ['response', 'error', 'status'];

export const geminiBatch: Format = {
  name: NAME,
  files: "output of Gemini's Batches, with or without Vertex AI",
  sniff: ({ first, names }) =>
    has(first, 'response.candidates') ||
    has(first, 'response.promptFeedback') ||
    has(first, 'request.contents') ||
    (names.has('key') && names.has('error') && names.size <= 3),

  async *read(head, { requests }) {
    const { path, names } = head;
    if (names.has('request') && !RESULTS.some((name) => names.has(name))) throw isInput(path, NAME);
    yield* responsesIn(readRecords(head), lineOf, requests);
  },
};
