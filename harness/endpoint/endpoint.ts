/** An endpoint: one target's client, asked one question at a time. Failures come back as values. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { LimitFunction } from 'p-limit';
import { shortened } from '../../files/index.js';
import type { Prompt } from '../../prompts/index.js';
import { type Failed, outcomeName, type SampleBase, type SampleError } from '../../store/index.js';
import { type SuiteTarget, shownUrl } from '../suite/index.js';
import type { Answer } from './answer.js';
import { type Attempt, attempt, type Way } from './attempt.js';
import { estimateTokens } from './body.js';
import { openClient } from './clients/index.js';
import { openDispatcher } from './dispatcher.js';
import type { Failure } from './failure.js';
import { Live } from './live.js';
import { CONCURRENCY, Pace } from './pace.js';
import { placeHint } from './place.js';
import { protocolOf } from './protocols/index.js';
import { readCredentials } from './secrets.js';
import { Standing, type Visit } from './standing.js';
import { waitBefore } from './wait.js';

/** Requests after the first one, the longest wait between two, and that for a server to come up, in seconds, where the suite does not say. */
const RETRIES = 6;
const MAX_WAIT = 60;
const WAIT_FOR = 60;

/** Milliseconds of a wait that no limit of a minute asks for: 5 minutes. */
const LONG_WAIT = 300_000;

/** Milliseconds of the longest timer that Node has: a longer one fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

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
   * Never rejects: whatever goes wrong is in the reply. Null where the run was stopped before there was an answer, or the endpoint had
   * ended before the question was asked. `seed` goes into the request where the protocol has one and `send_seed` is not false.
   */
  ask(prompt: Prompt, seed: number | undefined): Promise<Reply | null>;
  /** Whether it has ended by itself: no further question would have an answer. */
  ended(): boolean;
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

/** What an endpoint is opened with, beside its target. */
export interface EndpointOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Told in a line that the endpoint is waited for, or has ended by itself. The line holds no key, and begins with the target's id. */
  readonly say?: (line: string) => void;
  /** Tokens by id with what is added to their logits in answers in a language (`logit_bias`). */
  readonly bias?: Way['bias'];
  /** What asks, where it is none of those that a suite has names for. */
  readonly protocol?: Way['protocol'];
}

/** Whether a request was refused for `stream_options`, which nobody but Offscript asked for. */
const refusesStreamOptions = ({ error }: Failure): boolean =>
  (error.status === 400 || error.status === 422) && error.message.includes('stream_options');

/** The endpoint of a target. Rejects with UserError: a key that is not set, a proxy or certificates that are none. */
export async function endpointOf(
  target: SuiteTarget,
  { env = process.env, say = () => {}, bias, protocol = protocolOf(target) }: EndpointOptions,
): Promise<Endpoint> {
  const { concurrency = CONCURRENCY, retries = RETRIES, max_wait = MAX_WAIT, wait_for = WAIT_FOR } = target;
  const credentials = readCredentials(target, env);
  const { redact, redactTokens } = credentials.redactor;
  const longest = max_wait * 1000;
  const ride = retries * longest;
  const pace = new Pace(target, longest);
  const dispatcher = openDispatcher(target, concurrency, credentials.proxy, env);
  const client = await openClient({
    target,
    credentials,
    path: protocol.path,
    dispatcher,
    observe: (get, status) => pace.observe(get, status),
  });
  const way: Way = { target, client, protocol, live: new Live(), bias };
  const waiting = new Set<AbortController>();
  // Those of the suite's own are the suite's to leave out.
  const { stream = false, extra_body = {} } = target;
  let streamOptions = stream && protocol.usageInStream && !('stream_options' in extra_body);
  let stopped = false;

  const standing = new Standing({
    waitFor: wait_for * 1000,
    ride,
    longest,
    url: shownUrl(target.base_url),
    wait,
    say: (line) => say(redact(`${target.id} ${line}`)),
    onEnd: letNobodyWait,
  });

  function withoutSecrets({ logprobs, ...answer }: Answer): Answer {
    return { ...redact(answer as Answer), ...(logprobs && { logprobs: redactTokens(logprobs) }) };
  }

  function letNobodyWait(): void {
    for (const controller of waiting) controller.abort();
  }

  /** Waits unless the run stops, or has stopped already; whether it went on. */
  async function wait(milliseconds: number): Promise<boolean> {
    // What was queued behind the requests that a stop let go of comes here after it.
    if (stopped || standing.ended || milliseconds <= 0) return !stopped && !standing.ended;
    const controller = new AbortController();
    waiting.add(controller);
    try {
      await sleep(Math.min(milliseconds, LONGEST_TIMER), undefined, { signal: controller.signal });
      return !stopped && !standing.ended;
    } catch {
      return false;
    } finally {
      waiting.delete(controller);
    }
  }

  async function once(prompt: Prompt, seed: number | undefined, tokens: number): Promise<Attempt | null> {
    const turn = pace.take(tokens);
    if (!(await wait(turn.wait))) return null;
    const made = await attempt(way, prompt, seed, streamOptions);
    if (made.outcome === null) return null;
    if ('failure' in made.outcome) {
      if (made.outcome.failure.refused) pace.refused();
      return made;
    }
    const { usage } = made.outcome.answer;
    pace.answered(turn.tokens, usage && { prompt: usage.prompt_tokens, completion: usage.completion_tokens });
    return made;
  }

  /** The failure, hopeless also where the server asks to wait for longer than all retries of a question together could. */
  function weighed(failure: Failure): Failure {
    const { hopeless, refused, absent, wait: asked } = failure;
    const isLong = refused && absent === null && asked !== null && asked > Math.max(ride, LONG_WAIT);
    return hopeless === null && isLong ? { ...failure, hopeless: 'later' } : failure;
  }

  /** The failure with what may be wrong with the base URL, where that is not known. */
  function hinted(failure: Failure): Failure {
    const hint = failure.hopeless === 'place' ? placeHint(target) : undefined;
    if (hint === undefined) return failure;
    const { error } = failure;
    return {
      ...failure,
      error: { ...error, message: `${shortened(error.message, LONGEST_MESSAGE / 2)} (${hint})` },
    };
  }

  /** What a failure leads to: another request, after a wait, or none. `tries` are those that were the question's own. */
  async function next(
    visit: Visit,
    failure: Failure,
    tries: { own: number },
  ): Promise<'again' | 'failed' | 'stopped'> {
    const stands = await standing.failed(visit, failure);
    if (stands === 'again') return stopped ? 'stopped' : 'again';
    if (stands === 'over') return stopped ? 'stopped' : 'failed';
    if (!failure.retried || tries.own >= retries) {
      standing.lost(failure);
      return 'failed';
    }
    const { wait: asked, refused: overloaded } = failure;
    const went = await wait(waitBefore(++tries.own, { asked, overloaded }, longest));
    return went ? 'again' : stopped ? 'stopped' : 'failed';
  }

  async function askFor(prompt: Prompt, seed: number | undefined, visit: Visit): Promise<Reply | null> {
    const started_at = new Date().toISOString();
    const tokens = estimateTokens(prompt, target);
    const retried: string[] = [];
    const tries = { own: 0 };
    for (;;) {
      if (!(await standing.admit(visit)) || stopped) return null;
      const asksOptions = streamOptions;
      const made = await once(prompt, seed, tokens);
      if (made === null || made.outcome === null) return null;
      const { outcome, ...times } = made;
      const attempts = retried.length + 1;
      const took = { attempts, ...(retried.length > 0 && { retried }), started_at, ...times };
      if ('answer' in outcome) {
        standing.answered();
        return { ...withoutSecrets(outcome.answer), ...took };
      }
      const failure = hinted(weighed({ ...outcome.failure, error: redact(outcome.failure.error) }));
      const leftOut = asksOptions && refusesStreamOptions(failure);
      if (leftOut) streamOptions = false;
      const then = leftOut ? 'again' : await next(visit, failure, tries);
      if (then === 'stopped') return null;
      if (then === 'failed') return { answer: null, error: toStored(failure.error), ...took };
      retried.push(outcomeName(failure.error));
    }
  }

  function stop(): void {
    stopped = true;
    standing.end();
    letNobodyWait();
  }

  return {
    limit: pace.limit,
    async ask(prompt, seed) {
      const visit: Visit = {};
      try {
        return await askFor(prompt, seed, visit);
      } finally {
        standing.leave(visit);
      }
    },
    ended: () => standing.ended && !stopped,
    inFlight: () => way.live.size,
    stop,
    models: async () => redact(await client.models()),
    abort() {
      stop();
      way.live.abort();
    },
    close: () => {
      standing.end();
      return dispatcher.destroy();
    },
  };
}
