/** OpenAI Batch: the output and the error file, a line a request, in any order; joined to the input by `custom_id`. */

import { readJsonLines, type Unread, UserError } from '../../../files/index.js';
import { type BatchRequest, parseCustomId, requestIn } from '../../batch/index.js';
import { type RawCompletion, toAnswer } from '../../endpoint/index.js';
import { toFailure } from '../channels.js';
import { fieldAt, textOf } from '../fields.js';
import type { Format } from '../format.js';
import type { Found, ResponseChannels } from '../response.js';

type RawChoice = NonNullable<RawCompletion['choices']>[number];

/** The channels of a choice, all that an endpoint's answer has; undefined where its content is no text. */
function answerIn(body: object, choice: unknown): ResponseChannels | undefined {
  const content = fieldAt(choice, 'message.content') ?? null;
  if (content !== null && typeof content !== 'string' && !Array.isArray(content)) return undefined;
  return toAnswer({ ...body, choices: [choice as RawChoice] }) ?? undefined;
}

/** The channels of each choice; of a request that failed, one without an answer. Undefined where the line holds neither. */
function channelsOf(line: unknown): ResponseChannels[] | undefined {
  const status = fieldAt(line, 'response.status_code');
  const body = fieldAt(line, 'response.body');
  const choices = fieldAt(body, 'choices');
  const error = fieldAt(line, 'error') ?? fieldAt(body, 'error');
  if (Array.isArray(choices) && choices.length > 0 && error == null) {
    const all = (choices as unknown[]).map((choice) => answerIn(body as object, choice));
    return all.every((one) => one !== undefined) ? all : undefined;
  }
  if (error == null && (status === undefined || status === 200)) return undefined;
  const code = fieldAt(error, 'code');
  // Azure's filter refuses with a status of its own, as it does where it is asked directly. Its message may quote a key.
  if (status === 400 && code === 'content_filter')
    return [{ answer: null, refusal: code, finish_reason: code }];
  return [toFailure(status, code)];
}

/** What a request says about the responses to it. */
function asked(customId: string, request: BatchRequest | undefined, model: unknown) {
  const own = parseCustomId(customId);
  return {
    kind: 'found',
    model: request?.target ?? model,
    language: own?.language,
    promptId: own?.prompt ?? customId,
    ...(request?.messages && { messages: request.messages }),
  } as const;
}

/** The response of a request that no file answers. */
export function unanswered(customId: string, request: BatchRequest): Found {
  const { where } = request;
  return { ...asked(customId, request, undefined), where, record: {}, channels: toFailure(), id: customId };
}

export const openaiBatch: Format = {
  name: 'openai-batch',
  files: "OpenAI Batch's output and error files",
  sniff: ({ names }) =>
    names.has('custom_id') && ['response', 'error', 'body'].some((name) => names.has(name)),

  async *read({ path, names }, { requests }): AsyncGenerator<Found | Unread> {
    if (names.has('body') && names.has('url'))
      throw new UserError(
        'this is the input of a Batch, not its output',
        path,
        `score --from openai-batch --requests ${path} OUTPUT`,
      );
    for await (const row of readJsonLines(path)) {
      if (row.kind === 'unread') {
        yield row;
        continue;
      }
      const { where, value } = row;
      const customId = textOf(fieldAt(value, 'custom_id'));
      const channels = channelsOf(value);
      const request = customId === undefined ? undefined : requests?.byId.get(customId);
      const reason =
        customId === undefined
          ? 'the line has no "custom_id"'
          : requests !== undefined && request === undefined
            ? `no request has the custom_id "${customId}"`
            : channels === undefined
              ? 'the line holds neither a chat completion nor an error'
              : undefined;
      if (customId === undefined || channels === undefined || reason !== undefined) {
        yield { kind: 'unread', where, reason: reason ?? '' };
        continue;
      }
      requests?.answered.add(customId);
      const common = { ...asked(customId, request, fieldAt(value, 'response.body.model')), where };
      const record = requestIn(value, request);
      for (const [i, one] of channels.entries())
        yield { ...common, record, channels: one, id: i === 0 ? customId : `${customId}/${i}` };
    }
  },
};
