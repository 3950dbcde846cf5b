/** A sample of an Inspect log (EvalSample of inspect_ai). */

import type { Unread } from '../../../../files/index.js';
import { toMessages } from '../../../../prompts/bare/index.js';
import { toChannels, toFailure } from '../../channels.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../../fields.js';
import type { Found, ResponseChannels } from '../../response.js';

const LANGUAGE_PATHS = LANGUAGE_FIELDS.map((name) => `metadata.${name}`);

const ATTACHMENT = 'attachment://';

/** Levels at which a reference may stand: in a list of messages, in a list of parts. What is nested deeper is no message. */
const DEEPEST = 6;

/** Large texts may stand in `attachments`, with a reference in their place. */
function resolved(value: unknown, attachments: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return value.startsWith(ATTACHMENT) ? fieldAt(attachments, value.slice(ATTACHMENT.length)) : value;
  if (value === null || typeof value !== 'object' || depth === DEEPEST) return value;
  if (Array.isArray(value)) return value.map((one) => resolved(one, attachments, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, resolved(inner, attachments, depth + 1)]),
  );
}

/** What was said to the model: the messages before its last answer, or else the input. */
function promptOf(sample: unknown, attachments: unknown): unknown {
  const messages = fieldAt(sample, 'messages');
  if (Array.isArray(messages) && messages.length > 0) {
    const last = messages.findLastIndex((message) => fieldAt(message, 'role') === 'assistant');
    return resolved(last < 0 ? messages : messages.slice(0, last), attachments);
  }
  return resolved(fieldAt(sample, 'input'), attachments);
}

const partsOfType = (content: unknown, type: string): unknown[] =>
  Array.isArray(content) ? content.filter((part) => fieldAt(part, 'type') === type) : [];

function channelsOf(sample: unknown, choice: unknown, attachments: unknown): ResponseChannels | undefined {
  const content = resolved(fieldAt(choice, 'message.content'), attachments);
  const thoughts = partsOfType(content, 'reasoning').map((part) => fieldAt(part, 'reasoning'));
  const refused = partsOfType(content, 'text').some((part) => fieldAt(part, 'refusal') === true);
  const seconds = fieldAt(sample, 'output.time');
  return toChannels({
    content,
    reasoning: thoughts.filter((thought) => typeof thought === 'string').join('\n'),
    refusal: refused ? 'refused' : undefined,
    finish_reason: fieldAt(choice, 'stop_reason'),
    model: fieldAt(sample, 'output.model'),
    prompt_tokens: fieldAt(sample, 'output.usage.input_tokens'),
    completion_tokens: fieldAt(sample, 'output.usage.output_tokens'),
    latency_ms: typeof seconds === 'number' ? Math.round(seconds * 1000) : undefined,
  });
}

/** The responses of a sample, one a choice. `run` names the log among others. */
export function* responsesOf(
  sample: unknown,
  where: string,
  { model, task, run }: { readonly model: unknown; readonly task: string; readonly run: string },
): Generator<Found | Unread> {
  const id = textOf(fieldAt(sample, 'id'));
  if (id === undefined) {
    yield { kind: 'unread', where, reason: 'the sample has no "id"' };
    return;
  }
  const attachments = fieldAt(sample, 'attachments');
  const messages = toMessages(promptOf(sample, attachments));
  const choices = fieldAt(sample, 'output.choices');
  const list: unknown[] = Array.isArray(choices) ? choices : [];
  const name = textOf(fieldAt(sample, 'uuid')) ?? `${run}/${id}/${textOf(fieldAt(sample, 'epoch')) ?? 1}`;
  const common = {
    kind: 'found',
    where,
    record: sample,
    model,
    language: firstField(sample, LANGUAGE_PATHS),
    promptId: `${task}/${id}`,
    ...(messages && { messages }),
  } as const;
  if (list.length === 0) {
    const failed = [fieldAt(sample, 'error'), fieldAt(sample, 'output.error')].some((error) => error != null);
    if (failed) yield { ...common, channels: toFailure(), id: name };
    else yield { kind: 'unread', where, reason: 'the sample has no output' };
    return;
  }
  for (const [i, choice] of list.entries()) {
    const channels = channelsOf(sample, choice, attachments);
    if (channels === undefined)
      yield { kind: 'unread', where, reason: 'the sample has an output without text' };
    else yield { ...common, channels, id: i === 0 ? name : `${name}/${i}` };
  }
}
