/** An endpoint: one target's client, asked one question at a time. Failures come back as values. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { LimitFunction } from 'p-limit';
import { shortened } from '../../files/index.js';
import type { Prompt } from '../../prompts/index.js';
import { type Failed, outcomeName, type SampleBase, type SampleError } from '../../store/index.js';
import type { SuiteTarget } from '../suite/index.js';
import type { Answer } from './answer.js';
import { type Attempt, attempt } from './attempt.js';
import { estimateTokens } from './body.js';
import { openClient } from './client.js';
import { openDispatcher } from './dispatcher.js';
import { CONCURRENCY, Pace } from './pace.js';
import { readCredentials } from './secrets.js';
import { waitBefore } from './wait.js';

/** Requests after the first one, and the longest wait between two in seconds, where the suite does not say. */
const RETRIES = 6;
const MAX_WAIT = 60;

/** UTF-16 code units that are kept of what went wrong: gateways send whole pages, with every one of a million failures. */
const LONGEST_MESSAGE = 1000;

/** An error as it is stored, cut when secrets have been redacted: half a key would not be found. */
const toStored = (error: SampleError): SampleError => ({
  ...error,
  message: shortened(error.message, LONGEST_MESSAGE),
});

/** What a question came to: an answer or an error, and what it took. */
export type Reply = (Answer | Failed) &
  Pick<SampleBase, 'attempts' | 'retried' | 'started_at' | 'latency_ms' | 'first_token_ms'>;

export interface Endpoint {
  /** Runs what asks when there is room for it; as many at once as the target's pace allows. */
  readonly limit: LimitFunction;
  /**
   * Never rejects: whatever goes wrong is in the reply. Null where the run was stopped before there was an answer. `seed` goes into
   * the request unless the target's `send_seed` is false.
   */
  ask(prompt: Prompt, seed: number | undefined): Promise<Reply | null>;
  /** Requests that are with the server now. */
  inFlight(): number;
  /** Ids of the models that the endpoint lists. Rejects with what the client throws. */
  models(): Promise<string[]>;
  /** No further request starts, and no question waits for another try. */
  stop(): void;
  /** Lets go of the requests in flight as well. */
  abort(): void;
  /** Ends the connections. */
  close(): Promise<void>;
}

/** The endpoint of a target. Throws UserError: a key that is not set, a proxy or certificates that are none. */
export function endpointOf(target: SuiteTarget, env: NodeJS.ProcessEnv): Endpoint {
  const { concurrency = CONCURRENCY, retries = RETRIES, max_wait = MAX_WAIT } = target;
  const credentials = readCredentials(target, env);
  const { redact } = credentials;
  const longest = max_wait * 1000;
  const pace = new Pace(target, longest);
  const dispatcher = openDispatcher(target, concurrency, credentials.proxy);
  const client = openClient(target, credentials, dispatcher, (get, status) => pace.observe(get, status));
  const live = new Set<() => void>();
  const waiting = new Set<AbortController>();
  let stopped = false;

  /** Waits unless the run stops, or has stopped already; whether it went on. */
  async function wait(milliseconds: number): Promise<boolean> {
    // What was queued behind the requests that a stop let go of comes here after it.
    if (stopped || milliseconds <= 0) return !stopped;
    const controller = new AbortController();
    waiting.add(controller);
    try {
      await sleep(milliseconds, undefined, { signal: controller.signal });
      return !stopped;
    } catch {
      return false;
    } finally {
      waiting.delete(controller);
    }
  }

  async function once(prompt: Prompt, seed: number | undefined, tokens: number): Promise<Attempt | null> {
    const turn = pace.take(tokens);
    if (!(await wait(turn.wait))) return null;
    const made = await attempt(client, target, prompt, seed, live);
    if (made.outcome === null) return null;
    if ('failure' in made.outcome) {
      if (made.outcome.failure.refused) pace.refused();
      return made;
    }
    const { usage } = made.outcome.answer;
    pace.answered(turn.tokens, usage && { prompt: usage.prompt_tokens, completion: usage.completion_tokens });
    return made;
  }

  async function ask(prompt: Prompt, seed: number | undefined): Promise<Reply | null> {
    const started_at = new Date().toISOString();
    const tokens = estimateTokens(prompt);
    const retried: string[] = [];
    for (;;) {
      const made = await once(prompt, seed, tokens);
      if (made === null || made.outcome === null) return null;
      const { outcome, ...times } = made;
      const attempts = retried.length + 1;
      const took = { attempts, ...(retried.length > 0 && { retried }), started_at, ...times };
      if ('answer' in outcome) return { ...redact(outcome.answer), ...took };
      const { failure } = outcome;
      if (!failure.retried || attempts > retries)
        return { answer: null, error: toStored(redact(failure.error)), ...took };
      const { wait: asked, refused: overloaded } = failure;
      if (!(await wait(waitBefore(attempts, { asked, overloaded }, longest)))) return null;
      retried.push(outcomeName(failure.error));
    }
  }

  function stop(): void {
    stopped = true;
    for (const controller of waiting) controller.abort();
  }

  return {
    limit: pace.limit,
    ask,
    inFlight: () => live.size,
    stop,
    async models() {
      const { data } = await client.models.list({ timeout: 30_000 });
      return data.map(({ id }) => redact(id));
    },
    abort() {
      stop();
      for (const letGo of [...live]) letGo();
    },
    close: () => dispatcher.destroy(),
  };
}
