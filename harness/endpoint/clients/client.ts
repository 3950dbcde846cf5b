/** What an endpoint needs of a vendor's client: one request at a time, its URL, its headers, and errors of our own. */

import type { Dispatcher } from 'undici';
import type { SuiteTarget } from '../../suite/index.js';
import { type HeaderObserver, leanFetch } from '../fetch.js';
import { mostBytes } from '../largest.js';
import type { Credentials } from '../secrets.js';

export interface Client {
  /**
   * Sends a body to where the target's protocol asks; the response, once its headers are there. Rejects with StatusError and
   * ConnectTimeout, and with whatever else goes wrong on the way.
   */
  post(body: object, signal: AbortSignal): Promise<Response>;
  /** Ids of the models that the endpoint lists. Rejects with what the client throws. */
  models(): Promise<string[]>;
}

export interface ClientOptions {
  readonly target: SuiteTarget;
  readonly credentials: Credentials;
  /** Where the protocol asks, behind the base URL. */
  readonly path: string;
  readonly dispatcher: Dispatcher;
  readonly observe: HeaderObserver;
}

/** Milliseconds that a list of models may take; how long an answer may, the endpoint decides. */
export const LIST_TIMEOUT = 30_000;
const NO_TIMEOUT = 2 ** 31 - 1;

/** What every vendor's client is told: no log, no retries and no timer of its own, and what the target sends with each request. */
export const optionsOf = ({
  target,
  credentials: { key, headers, query },
  dispatcher,
  observe,
}: ClientOptions) => ({
  logLevel: 'off' as const,
  maxRetries: 0,
  timeout: NO_TIMEOUT,
  defaultHeaders: { ...(key === undefined && { Authorization: null }), ...headers },
  defaultQuery: query,
  fetch: leanFetch(dispatcher, observe, mostBytes(target)),
});

/**
 * What `make` makes while no variable of the vendor's is in the environment: clients take keys, headers and addresses from there, which
 * no suite names and which would be sent to any endpoint. On Windows names of variables have no case.
 */
export function withoutVariables<T>(prefix: string, make: () => T): T {
  const hidden = Object.entries(process.env).filter(([name]) => name.toUpperCase().startsWith(prefix));
  for (const [name] of hidden) delete process.env[name];
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}
