/** What a first look at many tokens tells, whichever way it was taken. */

import type { TokenId } from '../tokenizer/index.js';
import type { Finding } from './types.js';
import { byProbability } from './verdicts.js';

export interface Screened {
  /** Tokens that the first look settles. */
  readonly settled: ReadonlyMap<TokenId, Finding>;
  /** The others, those first that are worth asking for most. */
  readonly open: readonly TokenId[];
  /** Probabilities of tokens, where a server gave them. */
  readonly probabilities: ReadonlyMap<TokenId, number>;
  readonly requests: { readonly asked: number; readonly failed: number };
  /** Whether it is worth to ask for what is open: nothing was left unasked, and most requests did not fail. Else it would be asked for all that had no answer. */
  readonly isWhole: boolean;
}

/** Whether a first look is whole, of which so many requests failed. */
export const isEnough = (asked: number, errors: number): boolean => asked > 0 && 2 * errors < asked;

/** From which probability on a token counts as written without being asked for: in 5 answers of it, it is in at least 2 with 81%. */
export const CLEAR = 0.5;

/** What probabilities tell of tokens: what is likely is settled, all else is open, the least likely first and those without one last. */
export function screenedBy({
  tokens,
  probabilities,
  requests,
  isWhole,
}: Pick<Screened, 'probabilities' | 'requests' | 'isWhole'> & {
  readonly tokens: readonly { readonly id: TokenId }[];
}): Screened {
  const settled = new Map<TokenId, Finding>();
  const open: TokenId[] = [];
  for (const { id } of tokens) {
    const probability = probabilities.get(id);
    if (probability !== undefined && probability >= CLEAR) settled.set(id, byProbability(id, probability));
    else open.push(id);
  }
  const likely = (id: TokenId): number => probabilities.get(id) ?? 2;
  open.sort((a, b) => likely(a) - likely(b));
  return { settled, open, probabilities, requests, isWhole };
}
