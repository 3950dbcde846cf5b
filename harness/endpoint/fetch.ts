/** A lean `fetch` for the openai client: undici's `request` without the machinery of the web's Response. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** The part of `Headers` that the client reads. */
class LeanHeaders {
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
  readonly body: Dispatcher.ResponseData['body'];
  readonly url: string;

  constructor({ statusCode, headers, body }: Dispatcher.ResponseData, url: string) {
    this.status = statusCode;
    this.ok = statusCode >= 200 && statusCode < 300;
    this.headers = new LeanHeaders(headers);
    this.body = body;
    this.url = url;
  }

  text(): Promise<string> {
    return this.body.text();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
}

/** What the headers of every response are told to, whatever its status. */
export type HeaderObserver = (get: (name: string) => string | null) => void;

/** Keeps what `make` makes of the last `key`: requests to one target differ in their bodies alone. */
function remember<K, V>(make: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}

/**
 * A `fetch` over `dispatcher` that does what the client needs: a method, headers, a body that is a string, a signal. `npm run
 * bench:endpoint` compares it with Node's own.
 */
export function leanFetch(dispatcher: Dispatcher, observe: HeaderObserver): typeof fetch {
  const urlOf = remember((url: string) => new URL(url));
  const recordOf = remember((headers: RequestInit['headers']) => Object.fromEntries(new Headers(headers)));
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = String(input);
    const { origin, pathname, search } = urlOf(url);
    const data = await dispatcher.request({
      origin,
      path: pathname + search,
      method: method as Dispatcher.HttpMethod,
      headers: recordOf(headers),
      body: (body ?? null) as string | null,
      signal: signal ?? null,
    });
    const response = new LeanResponse(data, url);
    observe((name) => response.headers.get(name));
    // The client reads no more of it than there is; making a whole Response costs as much as the request.
    return response as unknown as Response;
  };
}
