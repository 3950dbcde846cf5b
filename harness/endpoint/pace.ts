/** The pace of one target: how many requests are in flight, when the next may start, and what it is counted as. */

import pLimit, { type LimitFunction } from 'p-limit';
import type { SuiteTarget } from '../suite/index.js';
import { nowOf, readReset, readRetryAfter } from './wait.js';

/** Requests in flight at once, where the suite does not say. */
export const CONCURRENCY = 16;

/** Milliseconds of a rate that were not used and may be caught up with. */
const BURST = 1000;

/** Tokens of a response before any has come. */
const FIRST_GUESS = 500;

/** A rate a minute, kept evenly: each unit taken moves the time at which the next is free. */
class Rate {
  readonly #interval: number;
  #free = Number.NEGATIVE_INFINITY;

  constructor(perMinute: number) {
    this.#interval = 60_000 / perMinute;
  }

  /** Takes `amount` (less than 0 gives back); milliseconds until the taker may start. */
  take(amount: number, now: number): number {
    const start = Math.max(this.#free, now - BURST);
    this.#free = start + amount * this.#interval;
    return Math.max(0, start - now);
  }
}

/** Times are those of `performance.now()`, which no clock that is set forward or back moves. */
export class Pace {
  /** Runs what it is given when a place is free. */
  readonly limit: LimitFunction;
  readonly #most: number;
  readonly #longest: number;
  readonly #requests: Rate | undefined;
  readonly #tokens: Rate | undefined;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #answered = 0;
  #refused = 0;
  #tokensPerAnswer = FIRST_GUESS;

  /** `longest` caps every wait that a server asks for, in milliseconds. */
  constructor(
    {
      concurrency = CONCURRENCY,
      requests_per_minute,
      tokens_per_minute,
    }: Pick<SuiteTarget, 'concurrency' | 'requests_per_minute' | 'tokens_per_minute'>,
    longest: number,
  ) {
    this.limit = pLimit(concurrency);
    this.#most = concurrency;
    this.#longest = longest;
    this.#requests = requests_per_minute === undefined ? undefined : new Rate(requests_per_minute);
    this.#tokens = tokens_per_minute === undefined ? undefined : new Rate(tokens_per_minute);
  }

  /** Takes a request of `promptTokens` from the rates; milliseconds until it may start, and what it was counted as. */
  take(promptTokens: number, now = performance.now()): { readonly wait: number; readonly tokens: number } {
    const tokens = promptTokens + this.#tokensPerAnswer;
    const waits = [
      this.#pausedUntil - now,
      this.#requests?.take(1, now) ?? 0,
      this.#tokens?.take(tokens, now) ?? 0,
    ];
    return { wait: Math.max(0, ...waits), tokens };
  }

  /** An answer came: `used` tokens, where it says, of a request that was counted as `counted`. */
  answered(
    counted: number,
    used: { readonly prompt: number; readonly completion: number } | undefined,
  ): void {
    if (used !== undefined) {
      this.#tokensPerAnswer += (used.completion - this.#tokensPerAnswer) / 16;
      this.#tokens?.take(used.prompt + used.completion - counted, performance.now());
    }
    this.#answered++;
    this.#adapt();
  }

  /** The server said that it was asked too much. */
  refused(): void {
    this.#refused++;
    this.#adapt();
  }

  /**
   * After every round of as many replies as may be in flight: fewer by half of the share that was refused, and a sixteenth of the
   * most more where none was. So is a congestion window set in DCTCP (RFC 8257): a few refusals slow little, a wall halves.
   */
  #adapt(): void {
    const { concurrency } = this.limit;
    const round = this.#answered + this.#refused;
    if (round < concurrency) return;
    const share = this.#refused / round;
    const next =
      share === 0 ? concurrency + Math.ceil(this.#most / 16) : Math.floor(concurrency * (1 - share / 2));
    this.limit.concurrency = Math.min(this.#most, Math.max(1, next));
    this.#answered = 0;
    this.#refused = 0;
  }

  /**
   * Reads x-ratelimit headers: with nothing left, nothing starts until there is again. A refusal that does not say when to come back
   * shows that the limit is not refilled bit by bit: then nothing starts before it is whole.
   */
  observe(get: (name: string) => string | null, status: number): void {
    const whole = status === 429 && readRetryAfter(get) === null;
    this.#observeLimit(get, 'requests', 1, whole);
    this.#observeLimit(get, 'tokens', this.#tokensPerAnswer, whole);
  }

  #observeLimit(get: (name: string) => string | null, kind: string, needed: number, whole: boolean): void {
    const remaining = get(`x-ratelimit-remaining-${kind}`);
    if (remaining === null || !(Number(remaining) < needed)) return;
    const reset = readReset(get(`x-ratelimit-reset-${kind}`) ?? '', nowOf(get));
    if (reset === null) return;
    // The header says when the limit is whole again; what is needed is there earlier.
    const missing = Number(get(`x-ratelimit-limit-${kind}`) ?? Number.NaN) - Number(remaining);
    const share = missing > 0 && !whole ? Math.min(1, (needed - Number(remaining)) / missing) : 1;
    const until = performance.now() + Math.min(this.#longest, reset * share);
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }
}
