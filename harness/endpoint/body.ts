/** What is sent to an endpoint, without the client that sends it. */

import type { Prompt } from '../../prompts/index.js';
import { asText, type SuiteTarget } from '../suite/index.js';
import { type Protocol, protocolOf } from './protocols/index.js';

/** The body of a request, without what asks for a stream. */
export function bodyFor(
  target: SuiteTarget,
  prompt: Prompt,
  seed: number | undefined,
  protocol: Protocol = protocolOf(target),
): object {
  const body = protocol.body(target, prompt, seed);
  // Null is how a suite leaves it out.
  if (target.extra_body?.stream_options !== null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'stream_options'));
}

/** Tokens that a message costs beside its text. */
const MESSAGE_TOKENS = 4;

const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

/**
 * About how many tokens a prompt is to a target: a quarter of its UTF-8 bytes. That is four letters in English, two in Russian and one
 * and a third in Chinese.
 */
export function estimateTokens({ messages }: Prompt, { api, template }: SuiteTarget): number {
  if (api === 'completions') return tokensOf(asText(messages, template));
  return messages.reduce((sum, { content }) => sum + MESSAGE_TOKENS + tokensOf(content), 0);
}
