/** One request, with its timers: an answer or a failure, never an exception. */

import type { LanguageTag } from '../../detectors/index.js';
import { parseJson, toJson } from '../../files/index.js';
import type { Prompt } from '../../prompts/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { type Answer, firstChoice, type RawCompletion, toAnswer } from './answer.js';
import { bodyFor } from './body.js';
import type { Client } from './clients/index.js';
import { BodyError, StatusError } from './errors.js';
import { bodyFailure, type Failure, failureOf, type GivenUp } from './failure.js';
import { largest, mostBytes } from './largest.js';
import type { Live } from './live.js';
import type { Protocol } from './protocols/index.js';
import { fieldsOf } from './shape.js';
import { type EventBody, joinEvents } from './stream.js';

/** Seconds for one request, where the suite does not say. */
const TIMEOUT = 300;

export interface Attempt {
  /** Null where the request was aborted from outside. */
  readonly outcome: { readonly answer: Answer } | { readonly failure: Failure } | null;
  readonly latency_ms: number;
  readonly first_token_ms?: number;
}

/** What requests to one target have in common. */
export interface Way {
  readonly target: SuiteTarget;
  readonly client: Client;
  readonly protocol: Protocol;
  readonly live: Live;
  /** Tokens that are made less likely in answers in a language. */
  readonly bias: ((language: LanguageTag) => Readonly<Record<string, number>> | undefined) | undefined;
}

/** Azure's filter refuses with a status of its own. */
function refusalOf(error: unknown): Answer | null {
  if (!(error instanceof StatusError) || error.status !== 400) return null;
  if ((error.problem as { code?: unknown } | undefined)?.code !== 'content_filter') return null;
  return { answer: null, refusal: error.message, finish_reason: 'content_filter' };
}

/** Reasons to finish that are no end of an answer: the server broke off (OpenRouter; vLLM and SGLang; a response; DeepSeek). */
const BROKEN_OFF: ReadonlySet<unknown> = new Set([
  'error',
  'abort',
  'cancelled',
  'insufficient_system_resource',
]);

const brokenOff = ({ choices }: RawCompletion): boolean => BROKEN_OFF.has(choices?.[0]?.finish_reason);

/** A value as an error quotes it. */
const quoted = (value: unknown): string => toJson(value) ?? 'JSON that is nested too deep to be quoted';

function failureIn(completion: RawCompletion): Failure {
  const { error, choices } = completion;
  // Some gateways send what is wrong in a 200, without `error` around it, or with no more than a word in it.
  const bare = choices === undefined && Object.keys(completion).length > 0 ? completion : undefined;
  const problem = (typeof error === 'string' ? bare : error) ?? choices?.[0]?.error ?? bare;
  if (problem == null && brokenOff(completion))
    return bodyFailure(`the server broke off: finish_reason "${choices?.[0]?.finish_reason}"`);
  if (problem != null) return bodyFailure(quoted(problem), problem);
  const choice = firstChoice(completion);
  const where = choice === undefined ? '' : ` where one is known to stand, but ${fieldsOf(choice)}`;
  return bodyFailure(`the body holds no message${where}: ${quoted(completion)}`);
}

/** Whether a body is a stream of events: servers send one that was not asked for, and JSON where one was. */
function isStream({ headers }: Pick<Response, 'headers'>, asked: boolean): boolean {
  const type = headers.get('content-type') ?? '';
  return /event-stream/i.test(type) || (asked && !/json/i.test(type));
}

async function readCompletion(
  response: Response,
  { target, protocol }: Way,
  onToken: () => void,
): Promise<RawCompletion | null> {
  if (isStream(response, target.stream === true))
    return joinEvents(response.body as unknown as EventBody, protocol.pieces(onToken));
  const text = await response.text();
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new BodyError(text.trim() === '' ? 'the body is empty' : `the body is no JSON: ${text}`);
  }
  return typeof value === 'object' && value !== null ? protocol.completion(value) : {};
}

/** Asks once. `streamOptions` is whether a streamed response is asked to end with its usage. */
export async function attempt(
  way: Way,
  prompt: Prompt,
  seed: number | undefined,
  streamOptions: boolean,
): Promise<Attempt> {
  const { target, client, live, bias, protocol } = way;
  const controller = new AbortController();
  let givenUp: GivenUp | undefined;
  const giveUp = (why: GivenUp) => () => {
    givenUp ??= why;
    controller.abort();
  };
  const abort = giveUp('aborted');
  live.add(abort);
  const { stream = false, timeout = TIMEOUT, first_token_timeout: first } = target;
  const whole = setTimeout(giveUp('timeout'), timeout * 1000);
  const token = first === undefined ? undefined : setTimeout(giveUp('first token'), first * 1000);
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  let firstToken: number | undefined;
  let replied = false;
  const onToken = (): void => {
    firstToken = since();
    clearTimeout(token);
  };

  async function ask(): Promise<{ answer: Answer } | { failure: Failure }> {
    const biased = bias?.(prompt.language);
    const body = {
      ...(streamOptions && { stream_options: { include_usage: true } }),
      ...bodyFor(target, prompt, seed, protocol),
      ...(biased && { logit_bias: biased }),
      ...(stream && { stream: true }),
    };
    const response = await client.post(body, controller.signal);
    replied = true;
    const completion = await readCompletion(response, way, onToken);
    if (completion === null) return { failure: bodyFailure('the stream was cut off') };
    const failed = completion.choices?.[0]?.error || brokenOff(completion);
    const answer = failed ? null : toAnswer(completion);
    return answer === null ? { failure: failureIn(completion) } : { answer };
  }

  let outcome: Attempt['outcome'];
  try {
    outcome = await ask();
  } catch (error) {
    const refusal = refusalOf(error);
    const why = largest(error, mostBytes(target));
    outcome = refusal === null ? { failure: failureOf(why, givenUp, replied) } : { answer: refusal };
  } finally {
    clearTimeout(whole);
    clearTimeout(token);
    live.delete(abort);
  }
  return {
    outcome: givenUp === 'aborted' && !('answer' in outcome) ? null : outcome,
    latency_ms: since(),
    ...(firstToken !== undefined && { first_token_ms: firstToken }),
  };
}
