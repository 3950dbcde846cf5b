/** HELM: `scenario_state.json`, one document with a request and its completions for every instance. */

import { readItems, type Unread, type Value } from '../../../files/index.js';
import { toMessages } from '../../../prompts/bare/index.js';
import { toChannels, toFailure } from '../channels.js';
import { eachRow } from '../each.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format } from '../format.js';
import type { Found, ResponseChannels } from '../response.js';

const LIST = 'request_states';

const LANGUAGE_PATHS = LANGUAGE_FIELDS.flatMap((name) => [
  `instance.extra_data.${name}`,
  `instance.${name}`,
  name,
]);

/** The channels of each completion; of a request that failed, one without an answer. */
function channelsOf(result: unknown): readonly (ResponseChannels | undefined)[] {
  if (fieldAt(result, 'success') === false) return [toFailure()];
  const completions = fieldAt(result, 'completions');
  return (Array.isArray(completions) ? completions : []).map((completion: unknown) =>
    toChannels({
      content: fieldAt(completion, 'text'),
      reasoning: fieldAt(completion, 'thinking.text'),
      finish_reason: fieldAt(completion, 'finish_reason.reason'),
    }),
  );
}

function* responsesOf({ value, where }: Value, model: unknown): Generator<Found | Unread> {
  const unread = (reason: string): Unread => ({ kind: 'unread', where, reason });
  const request = fieldAt(value, 'request');
  if (fieldAt(request, 'echo_prompt') === true || fieldAt(request, 'max_tokens') === 0) {
    yield unread('the request asks for likelihoods, not for text');
    return;
  }
  const asked = fieldAt(request, 'messages') ?? fieldAt(request, 'prompt');
  const messages = toMessages(asked === '' ? fieldAt(value, 'instance.input.text') : asked);
  const id = textOf(fieldAt(value, 'instance.id'));
  // Of an instance, its perturbations are other prompts.
  const perturbation = textOf(fieldAt(value, 'instance.perturbation.name'));
  const all = channelsOf(fieldAt(value, 'result'));
  if (all.length === 0) yield unread('the request has no completions');
  for (const channels of all) {
    if (channels === undefined) yield unread('a completion is no text');
    else
      yield {
        kind: 'found',
        where,
        record: value,
        model: fieldAt(request, 'model_deployment') ?? fieldAt(request, 'model') ?? model,
        language: firstField(value, LANGUAGE_PATHS),
        ...(id !== undefined && { promptId: perturbation === undefined ? id : `${id}/${perturbation}` }),
        channels,
        ...(messages && { messages }),
      };
  }
}

export const helm: Format = {
  name: 'helm',
  files: "HELM's scenario_state.json",
  sniff: ({ names }) => names.has(LIST),

  async *read({ source, first }) {
    const model = fieldAt(first, 'adapter_spec.model_deployment') ?? fieldAt(first, 'adapter_spec.model');
    yield* eachRow(readItems(source, [LIST]), (row) => responsesOf(row, model));
  },
};
