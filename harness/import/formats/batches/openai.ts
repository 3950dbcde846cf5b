/**
 * OpenAI Batch: the output and the error file, a line a request, in any order; of chat completions, completions and Responses. vLLM and
 * others write the same.
 */

import { type Head, readJsonLines, type Unread, UserError } from '../../../../files/index.js';
import { type RawCompletion, toAnswer } from '../../../endpoint/index.js';
import { toFailure } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Format, ReadOptions } from '../../format.js';
import type { Found, ResponseChannels } from '../../response.js';
import { responsesOf, withOneModel } from './asked.js';

type RawChoice = NonNullable<RawCompletion['choices']>[number];

/** The channels of a choice, all that an endpoint's answer has; undefined where its content is no text. */
function answerIn(body: object, choice: unknown): ResponseChannels | undefined {
  // A completion has its text without a message around it.
  const text = fieldAt(choice, 'text');
  const own = typeof text === 'string' ? { ...(choice as object), message: { content: text } } : choice;
  const content = fieldAt(own, 'message.content') ?? null;
  if (content !== null && typeof content !== 'string' && !Array.isArray(content)) return undefined;
  return toAnswer({ ...body, choices: [own as RawChoice] }) ?? undefined;
}

const textsOf = (parts: unknown, name = 'text'): string[] =>
  (Array.isArray(parts) ? parts : [])
    .map((part) => fieldAt(part, name))
    .filter((text): text is string => typeof text === 'string');

/** Why a Response is incomplete, in the words of chat completions. */
const REASONS: Readonly<Record<string, string>> = { max_output_tokens: 'length' };

/** The channels of a body of the Responses API: messages, reasoning and calls are items of its output. */
function responseIn(body: object, output: readonly unknown[]): ResponseChannels | undefined {
  const ofType = (type: string): unknown[] => output.filter((item) => fieldAt(item, 'type') === type);
  const parts = ofType('message').flatMap((item) => fieldAt(item, 'content') ?? []);
  const reasoning = ofType('reasoning').flatMap((item) => [
    ...textsOf(fieldAt(item, 'content')),
    ...textsOf(fieldAt(item, 'summary')),
  ]);
  const refusal = textsOf(parts, 'refusal').join('');
  const calls = ofType('function_call').map((item) => ({ function: item as object }));
  const usage = fieldAt(body, 'usage');
  const cut = textOf(fieldAt(body, 'incomplete_details.reason'));
  const answer = toAnswer({
    choices: [
      {
        finish_reason: cut === undefined ? 'stop' : (REASONS[cut] ?? cut),
        message: {
          content: textsOf(parts).join(''),
          reasoning_content: reasoning.join('\n') || null,
          refusal: refusal || null,
          tool_calls: calls,
        },
      },
    ],
    model: fieldAt(body, 'model'),
    usage:
      usage == null
        ? null
        : {
            prompt_tokens: fieldAt(usage, 'input_tokens'),
            completion_tokens: fieldAt(usage, 'output_tokens'),
            completion_tokens_details: {
              reasoning_tokens: fieldAt(usage, 'output_tokens_details.reasoning_tokens'),
            },
          },
  });
  return answer ?? undefined;
}

/** The channels of each choice in a body; undefined where it has none, or one that is no text. */
function answersIn(body: unknown): ResponseChannels[] | undefined {
  const [choices, output] = [fieldAt(body, 'choices'), fieldAt(body, 'output')];
  const all =
    Array.isArray(choices) && choices.length > 0
      ? choices.map((choice) => answerIn(body as object, choice))
      : Array.isArray(output)
        ? [responseIn(body as object, output)]
        : [undefined];
  return all.every((one) => one !== undefined) ? all : undefined;
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

async function* rowsOf({ source }: Head, { requests }: ReadOptions): AsyncGenerator<Found | Unread> {
  for await (const row of readJsonLines(source)) {
    if (row.kind === 'unread') yield row;
    else {
      const { value } = row;
      const line = {
        id: textOf(fieldAt(value, 'custom_id')),
        idField: 'custom_id',
        model: fieldAt(value, 'response.body.model'),
        channels: channelsOf(value),
      };
      yield* responsesOf(row, line, requests);
    }
  }
}

export const openaiBatch: Format = {
  name: 'openai-batch',
  files: "OpenAI Batch's output and error files",
  sniff: ({ names }) =>
    names.has('custom_id') && ['response', 'error', 'body'].some((name) => names.has(name)),

  async *read(head, options) {
    const { path, names } = head;
    if (names.has('body') && names.has('url'))
      throw new UserError(
        'this is the input of a Batch, not its output',
        path,
        `score --from openai-batch --requests ${path} OUTPUT`,
      );
    yield* withOneModel(rowsOf(head, options));
  },
};
