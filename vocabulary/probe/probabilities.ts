/** Probabilities, 0..1, of what servers give for them: logarithms, of which some are none. */

import type { Logprobs } from '../../store/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** The probability of a logarithm; undefined of what is none. Rounding may leave a little more than 1. */
export const probabilityOf = (logprob: unknown): number | undefined =>
  typeof logprob === 'number' && logprob <= 0.01 ? Math.min(1, Math.exp(logprob)) : undefined;

/** The probability of a token in its place, where tokens are named by their ids; undefined where the server does not say. */
export const probabilityIn = (places: Logprobs | undefined, at: number, id: TokenId): number | undefined =>
  probabilityOf(places?.[at]?.[2]?.find(([name]) => name === String(id))?.[1]);

/** The most that a token which is not among the likeliest can have: less than the least of them, and no more than they leave. */
export function leftOf(likeliest: readonly (readonly [unknown, number | null])[]): number {
  const all = likeliest.flatMap(([, logprob]) => probabilityOf(logprob) ?? []);
  const sum = all.reduce((total, one) => total + one, 0);
  return Math.max(0, Math.min(1 - sum, ...all));
}
