/** A lean `fetch` for vendors' clients: undici's `request` without the machinery of the web's Response. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';
import { parseJson } from '../../files/index.js';
import { decoded } from './encoding.js';
import { ProxyError, TooLarge } from './errors.js';
import { largest, sparse } from './largest.js';
import { requestOn } from './reused.js';

/** The part of `Headers` that the client reads. */
export class LeanHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  }

  entries(): [string, string | string[] | undefined][] {
    return Object.entries(this.#headers);
  }
}

/** The part of `Response` that the client reads. */
class LeanResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: LeanHeaders;
  readonly body: Readable | Dispatcher.ResponseData['body'];
  readonly url: string;
  readonly #most: number;
  #read: Promise<string> | undefined;

  constructor({ statusCode, headers, body }: Dispatcher.ResponseData, url: string, most: number) {
    this.status = statusCode;
    this.ok = statusCode >= 200 && statusCode < 300;
    this.headers = new LeanHeaders(headers);
    this.body = decoded(body, headers['content-encoding'], most);
    this.url = url;
    this.#most = most;
  }

  text(): Promise<string> {
    this.#read ??= this.#all();
    return this.#read;
  }

  async #all(): Promise<string> {
    return sparse(await ('text' in this.body ? this.body.text() : text(this.body)), this.#most);
  }

  /**
   * Reads it, where the client will: of an error in the body of a failure the client keeps the words alone. Rejects with TooLarge
   * only; any other error is the client's to find.
   */
  async readFailure(): Promise<void> {
    try {
      await this.text();
    } catch (error) {
      const cause = largest(error, this.#most);
      if (cause instanceof TooLarge) throw cause;
    }
  }

  async json(): Promise<unknown> {
    return parseJson(await this.text());
  }
}

/** What the headers of every response are told to, whatever its status. */
export type HeaderObserver = (get: (name: string) => string | null, status: number) => void;

/** Keeps what `make` makes of the last `key`: requests to one target differ in their bodies alone. */
function remember<K, V>(make: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}

/** undici says that a request was aborted where a proxy let no connection through; the client would take that for a timeout. */
function explainProxy(error: unknown): never {
  const [, status] = /Proxy response \((\d+)\)/.exec((error as Error).message) ?? [];
  throw status === undefined ? error : new ProxyError(Number(status));
}

/**
 * The response to a request, or the reason of the abort at once. undici itself looks at the signal of a request only when there is a
 * connection for it, which may take as long as the timeout for connecting.
 */
async function untilAborted(
  request: Promise<Dispatcher.ResponseData>,
  signal: AbortSignal | null | undefined,
): Promise<Dispatcher.ResponseData> {
  if (signal == null) return request;
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([request, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * A `fetch` over `dispatcher` that does what the client needs: a method, headers, a body that is a string, a signal. A response may have
 * `most` bytes once it is decompressed. `npm run bench:endpoint` compares it with Node's own.
 */
export function leanFetch(dispatcher: Dispatcher, observe: HeaderObserver, most: number): typeof fetch {
  const urlOf = remember((url: string) => new URL(url));
  const recordOf = remember((headers: RequestInit['headers']) => Object.fromEntries(new Headers(headers)));
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = String(input);
    const { origin, pathname, search } = urlOf(url);
    const request = requestOn(dispatcher, {
      origin,
      path: pathname + search,
      method: method as Dispatcher.HttpMethod,
      headers: recordOf(headers),
      body: (body ?? null) as string | null,
      signal: signal ?? null,
    }).catch(explainProxy);
    const response = new LeanResponse(await untilAborted(request, signal), url, most);
    observe((name) => response.headers.get(name), response.status);
    if (!response.ok) await response.readFailure();
    // The client reads no more of it than there is; making a whole Response costs as much as the request.
    return response as unknown as Response;
  };
}
