/** What went wrong with a request, and whether another one may do better. */

import type { SampleError } from '../../store/index.js';
import { readAskedWait } from './asked-wait.js';
import {
  BodyError,
  ConnectTimeout,
  ProxyError,
  type ResponseHeaders,
  StatusError,
  TooLarge,
} from './errors.js';
import { type Hopeless, hopelessIn } from './hopeless.js';

/** Why a request is given up: by a timer, or because the run is. */
export type GivenUp = 'timeout' | 'first token' | 'aborted';

export interface Failure {
  readonly error: SampleError;
  readonly retried: boolean;
  /** Milliseconds that the server asks to wait; null where it does not. */
  readonly wait: number | null;
  /** The server was asked too much. */
  readonly refused: boolean;
  /** What it says of all questions to the target; null where it says nothing of others. */
  readonly hopeless: Hopeless | null;
  /**
   * How far the request got where nobody took it: to no `connection`, or to one without a `reply` (it was lost, or a gateway says that
   * nobody is behind it). Null where somebody is there, also one whose response broke off.
   */
  readonly absent: 'connection' | 'reply' | null;
}

const PASSING = new Set([408, 409, 429]);

/** Statuses that say that there are too many requests: 529 is Anthropic's. */
const OVERLOADED = new Set([429, 503, 529]);

/** Statuses by which a gateway says that nobody is behind it, or a server that its model still loads. */
const ABSENT = new Set([502, 503, 504]);

const passes = (status: number): boolean => PASSING.has(status) || status >= 500;

/** Codes of the system and of undici where no connection can be made. */
const UNCONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Codes of OpenSSL and Node for a certificate that is not trusted. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/;

/** A body that is no answer: `problem` is what it says. A gateway's error in a 200 has the status in its code. */
export function bodyFailure(message: string, problem?: unknown, headers?: ResponseHeaders): Failure {
  const code = problem !== null && typeof problem === 'object' ? (problem as { code?: unknown }).code : null;
  const status = Number(code) >= 300 && Number(code) < 600 ? Number(code) : undefined;
  const permanent = status !== undefined && status < 500 && !passes(status);
  const refused = status !== undefined && OVERLOADED.has(status);
  const wait = problem === undefined ? null : readAskedWait(headers, problem, message, refused);
  const hopeless = problem === undefined ? null : hopelessIn(status, problem, message, wait !== null);
  return {
    error: { kind: 'body', message },
    retried: !permanent && hopeless === null,
    wait,
    refused,
    hopeless,
    absent: null,
  };
}

/** The deepest cause names what happened; the layers above it say "connection error". */
function causeOf(error: Error): Error {
  let cause = error;
  while (cause.cause instanceof Error) cause = cause.cause;
  // A name with several addresses failed at each of them.
  const [first] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [];
  return first instanceof Error ? first : cause;
}

const PASSES = { retried: true, wait: null, refused: false, hopeless: null, absent: null } as const;

function timedOut(message: string, absent: Failure['absent'] = null): Failure {
  return { ...PASSES, error: { kind: 'timeout', message }, absent };
}

function statusFailure({ status, message, headers, problem }: StatusError): Failure {
  const refused = OVERLOADED.has(status);
  const wait = readAskedWait(headers, problem, message, refused);
  const hopeless = hopelessIn(status, problem, message, wait !== null);
  return {
    error: { kind: 'http', status, message },
    retried: passes(status) && hopeless === null,
    wait,
    refused,
    hopeless,
    absent: ABSENT.has(status) ? 'reply' : null,
  };
}

function connectionFailure(error: Error, replied: boolean): Failure {
  const cause = causeOf(error);
  const code = String((cause as NodeJS.ErrnoException).code ?? '');
  const message = cause.message === '' ? code || cause.name : cause.message;
  const refusedByProxy = cause instanceof ProxyError && !passes(cause.status);
  const hopeless = UNTRUSTED.test(code) ? 'certificate' : refusedByProxy ? 'proxy' : null;
  return {
    ...PASSES,
    error: { kind: 'connection', message },
    retried: hopeless === null,
    hopeless,
    absent: hopeless !== null || replied ? null : UNCONNECTED.has(code) ? 'connection' : 'reply',
  };
}

/** What an error of a request comes to. `givenUp` says why it was aborted, if it was, `replied` whether a response had begun. */
export function failureOf(error: unknown, givenUp: GivenUp | undefined, replied: boolean): Failure {
  if (givenUp === 'first token') return timedOut('no first token in time');
  if (givenUp === 'timeout') return timedOut('no answer in time');
  if (error instanceof ConnectTimeout) return timedOut('no connection in time', 'connection');
  if (error instanceof StatusError) return statusFailure(error);
  const cause = error instanceof Error ? causeOf(error) : error;
  // The same question would be answered at the same length, and paid for again.
  if (cause instanceof TooLarge) return { ...bodyFailure(cause.message), retried: false };
  if (error instanceof BodyError) return bodyFailure(error.message);
  return connectionFailure(error instanceof Error ? error : new Error(String(error)), replied);
}
