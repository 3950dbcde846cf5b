/** What a token's answers come to. */

import type { TokenId } from '../tokenizer/index.js';
import type { Finding, Verdict } from './types.js';

/** Answers to a prompt of a token's own. */
export const TRIES = 5;

/** A forgotten token is written in so many of {@link TRIES} at most. */
export const FORGOTTEN = 1;

/** Answers to a group. A token that is in all of them is no longer one that could be written once in five. */
export const GROUP_TRIES = FORGOTTEN + 1;

/** How often a token was written, in how many answers. */
export interface Counted {
  readonly written: number;
  readonly of: number;
}

/** What so many answers of a token alone say, as soon as no further one could change it. */
export function verdictOf({ written, of }: Counted): Verdict {
  if (written > FORGOTTEN) return 'written';
  return of - written >= TRIES - FORGOTTEN ? 'forgotten' : 'undecided';
}

/** Counts answers by token. */
export class Counts {
  readonly #counts = new Map<TokenId, { written: number; of: number }>();

  add(id: TokenId, isWritten: boolean): void {
    const count = this.#counts.get(id) ?? { written: 0, of: 0 };
    count.of++;
    if (isWritten) count.written++;
    this.#counts.set(id, count);
  }

  of(id: TokenId): Counted {
    return this.#counts.get(id) ?? { written: 0, of: 0 };
  }
}

/** A token that all groups had it in wrote; undefined where it has to be asked alone. */
export const byGroup = (id: TokenId, counted: Counted): Finding | undefined =>
  counted.written >= GROUP_TRIES ? { id, verdict: 'written', by: 'group', ...counted } : undefined;

export const bySingle = (id: TokenId, counted: Counted): Finding => ({
  id,
  verdict: verdictOf(counted),
  by: 'single',
  ...counted,
});

/** Of a token that nobody asked for: whether it would be in at most 1 of 5 answers on average. */
export const byProbability = (id: TokenId, probability: number): Finding => ({
  id,
  verdict: probability * TRIES <= FORGOTTEN ? 'forgotten' : 'written',
  by: 'probability',
  written: 0,
  of: 0,
  probability,
});
