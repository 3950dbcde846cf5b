/** What is sent to an endpoint, without the client that sends it. */

import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { Prompt } from '../../prompts/index.js';
import type { SuiteTarget } from '../suite/index.js';

/** The body of a request, without `stream`. */
export function bodyFor(
  { model, sampling, extra_body, logprobs, send_seed }: SuiteTarget,
  prompt: Prompt,
  seed: number | undefined,
): ChatCompletionCreateParamsNonStreaming {
  return {
    ...extra_body,
    ...(sampling as object),
    ...(logprobs !== undefined && { logprobs: true, ...(logprobs > 0 && { top_logprobs: logprobs }) }),
    model,
    messages: prompt.messages.map((message) => ({ ...message })),
    ...(seed !== undefined && send_seed !== false && { seed }),
  };
}

/** Tokens that a message costs beside its text. */
const MESSAGE_TOKENS = 4;

/**
 * About how many tokens a prompt is: a quarter of its UTF-8 bytes. That is four letters in English, two in Russian and one and a
 * third in Chinese.
 */
export function estimateTokens({ messages }: Prompt): number {
  return messages.reduce(
    (sum, { content }) => sum + MESSAGE_TOKENS + Math.ceil(Buffer.byteLength(content) / 4),
    0,
  );
}
