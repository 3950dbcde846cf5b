/** An endpoint: one target's client, asked one question at a time. Failures come back as values. */

import { AsyncLocalStorage } from 'node:async_hooks';
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { type Prompt, UserError } from '../../prompts/index.js';
import type { Sample, SampleError } from '../store/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { type Answer, type RawCompletion, toAnswer } from './answer.js';

/** Seconds for one request, and requests after the first one, where the suite does not say. */
const TIMEOUT = 300;
const RETRIES = 4;

/** What a question came to: an answer or an error, and what it took. */
export type Reply = (Answer | { readonly answer: null; readonly error: SampleError }) &
  Pick<Sample, 'attempts' | 'started_at' | 'latency_ms'>;

export interface Endpoint {
  /** Never rejects: whatever goes wrong is in the reply. `seed` goes into the request unless the target's `send_seed` is false. */
  ask(prompt: Prompt, seed: number | undefined): Promise<Reply>;
}

/** The target's key; undefined where it names no variable. Throws UserError where the variable is not set. */
export function readKey(
  { id, api_key_env: variable }: SuiteTarget,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (variable === undefined) return undefined;
  const key = env[variable];
  if (key === undefined || key === '') {
    throw new UserError(
      `the environment variable ${variable} is not set`,
      `target ${id}`,
      'it must hold the key of the endpoint',
    );
  }
  // A key from a file often ends in a line feed; fetch would trim it, and the blotting would then look for another text.
  const trimmed = key.trim();
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new UserError(
    `the environment variable ${variable} holds no key`,
    `target ${id}`,
    'a key is printable ASCII without spaces',
  );
}

function toError(error: unknown): SampleError {
  if (error instanceof APIConnectionTimeoutError) return { kind: 'timeout', message: 'no answer in time' };
  if (error instanceof APIConnectionError) {
    const cause = error.cause instanceof Error ? (error.cause.cause ?? error.cause) : undefined;
    return { kind: 'connection', message: cause instanceof Error ? cause.message : error.message };
  }
  if (error instanceof APIError && error.status !== undefined) {
    return { kind: 'http', status: error.status, message: error.message };
  }
  if (error instanceof Error && (error.name === 'TimeoutError' || error.cause === 'TimeoutError')) {
    return { kind: 'timeout', message: 'no answer in time' };
  }
  return { kind: 'body', message: error instanceof Error ? error.message : String(error) };
}

/** A copy of JSON data with the key blotted out of every string: a server may send back what it was sent. */
function blotted<T>(value: T, key: string): T {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'string' ? inner.replaceAll(key, '[key]') : inner,
  ) as T;
}

/** The endpoint of a target. `key` is used for requests and blotted out of every message. */
export function openEndpoint(target: SuiteTarget, key: string | undefined): Endpoint {
  const timeout = (target.timeout ?? TIMEOUT) * 1000;
  const counters = new AsyncLocalStorage<{ attempts: number }>();
  const client = new OpenAI({
    baseURL: target.base_url,
    apiKey: key ?? 'none',
    organization: null,
    project: null,
    logLevel: 'off',
    timeout,
    maxRetries: target.retries ?? RETRIES,
    ...(key === undefined && { defaultHeaders: { Authorization: null } }),
    fetch: (input, init) => {
      const counter = counters.getStore();
      if (counter !== undefined) counter.attempts++;
      // The client's own timer ends with the headers; a body may stall just as well.
      const deadline = AbortSignal.timeout(timeout);
      return fetch(input, {
        ...init,
        signal: init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline,
      });
    },
  });
  const blot = <T>(value: T): T => (key === undefined ? value : blotted(value, key));

  async function request(
    prompt: Prompt,
    seed: number | undefined,
  ): Promise<Answer | { answer: null; error: SampleError }> {
    try {
      const completion: RawCompletion = await client.chat.completions.create({
        ...target.extra_body,
        ...(target.sampling as object),
        model: target.model,
        messages: prompt.messages.map((message) => ({ ...message })),
        ...(seed !== undefined && target.send_seed !== false && { seed }),
      });
      const answer = toAnswer(completion);
      if (answer !== null) return blot(answer);
      const { error } = completion;
      const message = error === undefined ? 'the body holds no message' : JSON.stringify(blot(error));
      return { answer: null, error: { kind: 'body', message } };
    } catch (error) {
      return { answer: null, error: blot(toError(error)) };
    }
  }

  return {
    ask(prompt, seed) {
      const counter = { attempts: 0 };
      const started = Date.now();
      return counters.run(counter, async () => ({
        ...(await request(prompt, seed)),
        attempts: counter.attempts,
        started_at: new Date(started).toISOString(),
        latency_ms: Date.now() - started,
      }));
    },
  };
}
