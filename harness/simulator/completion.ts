/** The response to a request: one JSON object, or a stream of server-sent events. */

import { type Utterance, utter } from './model.js';
import { hash, randomOf } from './random.js';
import type { CompletionRequest } from './request.js';
import { logprobsOf, type TokenLogprob, tokensOf } from './tokens.js';
import type { SimulatedModel } from './types.js';

/** `system_fingerprint` of every response. Whoever reads it knows that no real model answered. */
export const SIMULATOR_FINGERPRINT = 'offscript-simulator-1';

/** Tokens in an event of a stream. */
const TOKENS_PER_EVENT = 8;

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly completion_tokens_details: { readonly reasoning_tokens: number };
}

/** A response before it has a form. */
export interface Completion {
  readonly id: string;
  readonly model: string;
  /** Tokens of the reasoning channel; null where the model has none. */
  readonly reasoning: readonly string[] | null;
  readonly content: readonly string[];
  /** Aligned with `content`. */
  readonly logprobs: readonly TokenLogprob[] | null;
  readonly finishReason: 'stop' | 'length';
  readonly usage: Usage;
}

/** Tokens that a message costs beside its text. */
const MESSAGE_TOKENS = 4;

function usageOf({ messages }: CompletionRequest, reasoning: number, content: number): Usage {
  const prompt = messages.reduce((sum, { text }) => sum + MESSAGE_TOKENS + tokensOf(text).length, 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: reasoning + content,
    total_tokens: prompt + reasoning + content,
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

/** Thinking uses up the limit first, so a short limit leaves no answer. */
function cut(
  { content, reasoning, pieces }: Utterance,
  limit: number,
): Pick<Completion, 'reasoning' | 'content' | 'finishReason'> {
  const thought = reasoning === null ? null : tokensOf(reasoning);
  const said = pieces ?? tokensOf(content);
  const left = limit - (thought?.length ?? 0);
  return {
    reasoning: thought?.slice(0, limit) ?? null,
    content: said.slice(0, Math.max(0, left)),
    finishReason: left < said.length ? 'length' : 'stop',
  };
}

/** The completion of `request` by `model`; another `drawing` is another answer. */
export function complete(model: SimulatedModel, request: CompletionRequest, drawing: string): Completion {
  const utterance = utter(model, request.messages, drawing);
  const { reasoning, content, finishReason } = cut(utterance, request.maxTokens);
  const identity = `${model.id}\n${drawing}\n${utterance.content}`;
  const { topLogprobs } = request;
  return {
    id: `chatcmpl-${hash(identity).toString(36)}`,
    model: model.id,
    reasoning,
    content,
    logprobs:
      topLogprobs === null ? null : logprobsOf(content, utterance.language, topLogprobs, randomOf(identity)),
    finishReason,
    usage: usageOf(request, reasoning?.length ?? 0, content.length),
  };
}

/** Seconds since 1970, as the API counts. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The body of a plain response. */
export function responseBody(completion: Completion): string {
  const { id, model, content, reasoning, logprobs, finishReason, usage } = completion;
  return JSON.stringify({
    id,
    object: 'chat.completion',
    created: now(),
    model,
    system_fingerprint: SIMULATOR_FINGERPRINT,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: content.join(''),
          ...(reasoning && { reasoning_content: reasoning.join('') }),
          refusal: null,
        },
        logprobs: logprobs && { content: logprobs, refusal: null },
        finish_reason: finishReason,
      },
    ],
    usage,
  });
}

/** The events of a streamed response, `[DONE]` last. */
export function responseEvents(completion: Completion, includeUsage: boolean): string[] {
  const { id, model, content, reasoning, logprobs, finishReason, usage } = completion;
  const head = {
    id,
    object: 'chat.completion.chunk',
    created: now(),
    model,
    system_fingerprint: SIMULATOR_FINGERPRINT,
  };
  const noUsage = includeUsage ? { usage: null } : {};
  const events: string[] = [];
  const send = (choices: readonly unknown[], rest: object = noUsage): void => {
    events.push(`data: ${JSON.stringify({ ...head, choices, ...rest })}\n\n`);
  };
  const sendDelta = (delta: object, finish: string | null = null, tokens: object | null = null): void => {
    send([{ index: 0, delta, logprobs: tokens, finish_reason: finish }]);
  };
  sendDelta({ role: 'assistant', content: '' });
  for (let i = 0; reasoning !== null && i < reasoning.length; i += TOKENS_PER_EVENT)
    sendDelta({ reasoning_content: reasoning.slice(i, i + TOKENS_PER_EVENT).join('') });
  for (let i = 0; i < content.length; i += TOKENS_PER_EVENT) {
    const end = i + TOKENS_PER_EVENT;
    const tokens = logprobs && { content: logprobs.slice(i, end), refusal: null };
    sendDelta({ content: content.slice(i, end).join('') }, null, tokens);
  }
  sendDelta({}, finishReason);
  if (includeUsage) send([], { usage });
  events.push('data: [DONE]\n\n');
  return events;
}
