/** Tokens of a prompt before a server has counted them. */

import type { Prompt } from '../../prompts/index.js';

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
