/** A sample as it is stored: answered, refused or failed, told apart by shape; and what makes a value one. docs/formats.md is the reference. */

import {
  amount,
  count,
  type Field,
  isObject,
  isShallow,
  type JsonObject,
  listOf,
  number,
  object,
  oneOf,
  optional,
  RecordKind,
  text,
  texts,
} from './record.js';

/** Identity of a sample: target, its parameters, prompt and repeat, hashed. Two repeats never share one. */
export type SampleKey = string & { readonly __brand: 'SampleKey' };

export type SampleErrorKind = 'http' | 'timeout' | 'connection' | 'body';

/** Why a request brought no answer. `message` never holds a key. */
export interface SampleError {
  readonly kind: SampleErrorKind;
  /** HTTP status, for `http`. */
  readonly status?: number;
  readonly message: string;
}

/** A call of a tool: its name and its arguments, JSON as the model wrote it. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: string;
}

/** A token: its text, or its bytes where it is a piece of a character. */
export type TokenName = string | readonly number[];

/** For each token of the answer itself, its natural log probability (null where the server gave none), and the likeliest tokens in its place with theirs. */
export type Logprobs = readonly (
  | readonly [TokenName, number | null]
  | readonly [TokenName, number | null, readonly (readonly [TokenName, number | null])[]]
)[];

/** Tokens as the endpoint counted them. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Part of `completion_tokens`. */
  readonly reasoning_tokens?: number;
}

/** What may stand beside an answer. */
export interface Channels {
  /** The reasoning channel, where there is one. */
  readonly reasoning?: string;
  /** Calls of tools; their arguments are a channel of their own. */
  readonly tool_calls?: readonly ToolCall[];
  readonly finish_reason?: string;
  /** Model and fingerprint as the endpoint reported them. */
  readonly model?: string;
  readonly system_fingerprint?: string;
  readonly usage?: Usage;
  /** Where the target asks for them. */
  readonly logprobs?: Logprobs;
  /** What another tool's validators made of it, by their names, in runs made of its logs; empty where they did not look. */
  readonly checks?: Readonly<Record<string, boolean>>;
}

/** The endpoint answered. */
export interface Answered extends Channels {
  /** The answer channel; null where the endpoint sent none. */
  readonly answer: string | null;
  readonly refusal?: never;
  readonly error?: never;
}

/** The endpoint said in its own words that it does not answer. */
export interface Refused extends Channels {
  readonly answer: string | null;
  readonly refusal: string;
  readonly error?: never;
}

/** The request failed for good. */
export interface Failed extends Channels {
  readonly answer: null;
  readonly refusal?: never;
  readonly error: SampleError;
}

/** Whose answer to what, and what it took. */
export interface SampleBase {
  readonly key: SampleKey;
  readonly target: string;
  /** Id of a prompt of the run. */
  readonly prompt: string;
  readonly language: string;
  /** 0..n-1, below {@link MOST_REPEATS}. */
  readonly repeat: number;
  /** HTTP requests made for this sample, at least 1; 0 in runs made by `score`. */
  readonly attempts: number;
  /** What each request but the last came to: an HTTP status, `timeout`, `connection` or `body`. */
  readonly retried?: readonly string[];
  /** ISO 8601, UTC; missing in runs made by `score`. */
  readonly started_at?: string;
  /** Milliseconds that the last request took, to its last byte. */
  readonly latency_ms?: number;
  /** Milliseconds from the start of the last request to the first token of any channel; where the response was streamed. */
  readonly first_token_ms?: number;
}

export type AnsweredSample = SampleBase & Answered;
export type RefusedSample = SampleBase & Refused;
export type FailedSample = SampleBase & Failed;

/** One line of `samples.jsonl`. A key may stand in several lines: the last one without an error counts. */
export type Sample = AnsweredSample | RefusedSample | FailedSample;

/** What a failed request came to, in a word, as a sample's `retried` has it: `408`, `timeout`, `connection`, `body`. */
export function outcomeName({ kind, status }: SampleError): string {
  return kind === 'http' ? String(status) : kind;
}

/** Repeats of a prompt that a run may have. */
export const MOST_REPEATS = 1_000_000;

/** Version 0.1 stored null for a token that a server did not name, and for its bytes whatever list stood there. */
const isName = (value: unknown): boolean =>
  typeof value === 'string' || value === null || (Array.isArray(value) && isShallow(value));

/** A token with its probability. By index: there may be thousands in a line. */
const isToken = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && isName(value[0]) && (value[1] === null || number.test(value[1]));

const isPair = (value: unknown): boolean => isToken(value) && value.length === 2;

/** A token that may have others in its place. */
const isPlace = (value: unknown): boolean =>
  isToken(value) &&
  (value.length === 2 || (value.length === 3 && Array.isArray(value[2]) && value[2].every(isPair)));

const logprobs: Field = {
  must: 'a list, each [token, logprob, [[token, logprob], ...]]',
  test: (value) => Array.isArray(value) && value.every(isPlace),
};

const error = new RecordKind<SampleError>(
  { kind: oneOf('http', 'timeout', 'connection', 'body'), status: optional(count), message: text },
  ({ kind, status }) => (kind === 'http' && status === undefined ? '"status" is missing' : undefined),
);

/** What no single field says: a request that failed has no answer. */
function contradiction({ error: failed, answer, refusal }: JsonObject): string | undefined {
  if (failed === undefined) return undefined;
  if (answer !== null) return '"answer" must be null beside an "error"';
  return refusal === undefined ? undefined : '"refusal" must not stand beside an "error"';
}

/** A line of `samples.jsonl`. */
export const sampleRecord = new RecordKind<Sample>(
  {
    key: text,
    target: text,
    prompt: text,
    language: text,
    repeat: {
      must: `a whole number from 0 to ${MOST_REPEATS - 1}`,
      test: (value) => count.test(value) && Number(value) < MOST_REPEATS,
    },
    answer: { must: 'a text or null', test: (value) => value === null || typeof value === 'string' },
    attempts: count,
    retried: optional(texts),
    started_at: optional(text),
    latency_ms: optional(number),
    first_token_ms: optional(number),
    reasoning: optional(text),
    refusal: optional(text),
    tool_calls: optional(listOf(object<ToolCall>({ name: text, arguments: text }))),
    finish_reason: optional(text),
    model: optional(text),
    system_fingerprint: optional(text),
    usage: optional(
      object<Usage>({ prompt_tokens: amount, completion_tokens: amount, reasoning_tokens: optional(amount) }),
    ),
    logprobs: optional(logprobs),
    checks: optional({
      must: 'an object of true and false',
      test: (value) => isObject(value) && Object.values(value).every((one) => typeof one === 'boolean'),
    }),
    error: optional({
      must: 'an object with kind, status for http, message',
      test: (value) => error.is(value),
    }),
  },
  contradiction,
);
