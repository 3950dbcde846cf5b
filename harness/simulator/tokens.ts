/** Tokens of the simulated models, and their probabilities. */

import type { LanguageTag } from '../../detectors/index.js';
import { phrasesOf } from './phrases.js';
import { below, type Random } from './random.js';

/** A word with the space before it, or one code point. Joined, tokens are the text again. */
const TOKEN =
  / ?[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]]+|./gsv;

export function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** One entry of `top_logprobs`. */
export interface TopLogprob {
  readonly token: string;
  /** Natural logarithm, at most 0. */
  readonly logprob: number;
  /** UTF-8. */
  readonly bytes: readonly number[];
}

/** One entry of `logprobs.content`. */
export interface TokenLogprob extends TopLogprob {
  /** The likeliest first. */
  readonly top_logprobs: readonly TopLogprob[];
}

interface Token {
  readonly token: string;
  readonly bytes: readonly number[];
}

function withBytes(token: string): Token {
  return { token, bytes: [...Buffer.from(token)] };
}

const pools = new Map<LanguageTag, readonly Token[]>();

/** All different tokens of a language's phrases. */
function pool(language: LanguageTag): readonly Token[] {
  let tokens = pools.get(language);
  if (tokens === undefined) {
    tokens = [...new Set(phrasesOf(language).sentences.flatMap(tokensOf))].map(withBytes);
    pools.set(language, tokens);
  }
  return tokens;
}

/** Probabilities of `tokens`: each the likeliest in its place, with `top` entries in all, the others halving what is left. */
export function logprobsOf(
  tokens: readonly string[],
  language: LanguageTag,
  top: number,
  random: Random,
): TokenLogprob[] {
  const others = pool(language);
  return tokens.map((token) => {
    const { bytes } = withBytes(token);
    const probability = 0.6 + 0.3999 * random();
    const own = { token, logprob: Math.log(probability), bytes };
    const entries: TopLogprob[] = top > 0 ? [own] : [];
    let left = 1 - probability;
    for (let at = below(random, others.length); entries.length < top; at++) {
      const other = others[at % others.length] as Token;
      if (other.token === token) continue;
      left /= 2;
      entries.push({ token: other.token, logprob: Math.log(left), bytes: other.bytes });
    }
    return { ...own, top_logprobs: entries };
  });
}
