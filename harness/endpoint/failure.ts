/** What went wrong with a request, and whether another one may do better. */

import { APIConnectionTimeoutError, APIError } from 'openai';
import type { SampleError } from '../../store/index.js';
import { EncodingError } from './encoding.js';
import { readRetryAfter } from './wait.js';

/** Why a request is given up: by a timer, or because the run is. */
export type GivenUp = 'timeout' | 'first token' | 'aborted';

export interface Failure {
  readonly error: SampleError;
  readonly retried: boolean;
  /** Milliseconds that the server asks to wait; null where it does not. */
  readonly wait: number | null;
  /** The server was asked too much. */
  readonly refused: boolean;
}

const PASSING = new Set([408, 409, 429]);

/** Statuses that say that there are too many requests: 529 is Anthropic's. */
const OVERLOADED = new Set([429, 503, 529]);

const passes = (status: number): boolean => PASSING.has(status) || status >= 500;

/** A body that is no answer. A gateway's error in a 200 has the status in its code. */
export function bodyFailure(message: string, code?: unknown): Failure {
  const status = Number(code);
  const permanent = status >= 400 && status < 500 && !passes(status);
  return {
    error: { kind: 'body', message },
    retried: !permanent,
    wait: null,
    refused: OVERLOADED.has(status),
  };
}

/** The deepest cause names what happened; the layers above it say "connection error". */
function causeOf(error: Error): Error {
  let cause = error;
  while (cause.cause instanceof Error) cause = cause.cause;
  return cause;
}

const passing = (error: SampleError): Failure => ({ error, retried: true, wait: null, refused: false });

function timedOut(message: string): Failure {
  return passing({ kind: 'timeout', message });
}

/** What an error of the client comes to. `givenUp` says why the request was aborted, if it was. */
export function failureOf(error: unknown, givenUp: GivenUp | undefined): Failure {
  if (givenUp === 'first token') return timedOut('no first token in time');
  if (givenUp === 'timeout') return timedOut('no answer in time');
  if (error instanceof APIConnectionTimeoutError) return timedOut('no connection in time');
  if (error instanceof APIError && error.status !== undefined) {
    const { status, message, headers } = error;
    return {
      error: { kind: 'http', status, message },
      retried: passes(status),
      wait: readRetryAfter((name) => headers?.get(name) ?? null),
      refused: OVERLOADED.has(status),
    };
  }
  if (error instanceof EncodingError) return bodyFailure(error.message);
  // The parser's own message quotes the body, and might cut a key in two.
  if (error instanceof SyntaxError) return bodyFailure('the body is no JSON');
  const cause = error instanceof Error ? causeOf(error) : new Error(String(error));
  return passing({ kind: 'connection', message: cause.message === '' ? cause.name : cause.message });
}
