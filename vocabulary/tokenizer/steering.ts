/** Tokens that steer, which no text is meant to have. */

import type { TokenId, Vocabulary } from './types.js';

/** Whether a token steers: control tokens, and those that chat templates have behind the vocabulary, as `<tool_call>`. */
export function isSteering({ kindOf, orderOf, entries }: Vocabulary, id: TokenId): boolean {
  const kind = kindOf(id);
  return kind === 'special' || kind === 'unused' || (id >= entries && orderOf(id) === null);
}
