/** Probabilities of tokens, compactly: a tenth of what the API sends. */

import type { Logprobs } from '../../store/index.js';

interface RawToken {
  readonly token: string;
  readonly logprob: number | null;
  readonly bytes?: readonly number[] | null;
}

export interface RawLogprob extends RawToken {
  readonly top_logprobs?: readonly RawToken[];
}

const decoder = new TextDecoder();

/** The token as text; as its bytes where it is a piece of a character, which text would lose. */
function nameOf({ token, bytes }: RawToken): string | readonly number[] {
  if (!Array.isArray(bytes)) return token;
  // ASCII servers escape such pieces, others put U+FFFD: either way the text is another one than the bytes are.
  return decoder.decode(Uint8Array.from(bytes)) === token && !token.includes('\ufffd') ? token : bytes;
}

/** Four decimals: more is noise between two calls with the same text. Null stays: no probability is none, and not 1. */
const rounded = (logprob: number | null): number | null =>
  typeof logprob === 'number' ? Math.round(logprob * 10_000) / 10_000 : null;

const isToken = (value: unknown): boolean => value !== null && typeof value === 'object';

/** `[token, logprob, [[token, logprob], ...]]` for each token of the answer; the third part is missing where none was asked for. */
export function compactLogprobs(tokens: readonly RawLogprob[]): Logprobs {
  return tokens.filter(isToken).map((one) => {
    const own = [nameOf(one), rounded(one.logprob)] as const;
    const top = Array.isArray(one.top_logprobs) ? one.top_logprobs.filter(isToken) : [];
    if (top.length === 0) return own;
    return [...own, top.map((other) => [nameOf(other), rounded(other.logprob)] as const)] as const;
  });
}
