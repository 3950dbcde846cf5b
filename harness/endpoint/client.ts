/** The openai client of one target, with what its requests have in common. */

import OpenAI from 'openai';
import type { Dispatcher } from 'undici';
import type { SuiteTarget } from '../suite/index.js';
import { type HeaderObserver, leanFetch } from './fetch.js';
import type { Credentials } from './secrets.js';

type Build = OpenAI['buildRequest'];

/**
 * The body of an error as the client reads it, under `error`. Google sends it in a list; vLLM and SGLang, Mistral, Azure's gateway and
 * FastAPI (`detail`) without `error` around it, and the client would say that there was no body.
 */
function errorBody(body: unknown): object {
  const one: unknown = Array.isArray(body) ? body[0] : body;
  if (one === null || typeof one !== 'object' || Object.keys(one).length === 0) return {};
  return 'error' in one ? one : { error: one };
}

/**
 * The client, building its headers and URL once: all questions to a target have the same. Over the lean fetch that halves what the
 * client costs beside undici.
 */
class LeanClient extends OpenAI {
  #common: (Pick<Awaited<ReturnType<Build>>, 'url' | 'timeout'> & { headers: Headers }) | undefined;

  override async buildRequest(options: Parameters<Build>[0], more?: Parameters<Build>[1]): ReturnType<Build> {
    if (options.path !== '/chat/completions') return super.buildRequest(options, more);
    if (this.#common === undefined) {
      const { url, timeout, req } = await super.buildRequest(options, more);
      this.#common = { url, timeout, headers: req.headers };
    }
    const { url, timeout, headers } = this.#common;
    const { signal } = options;
    return {
      url,
      timeout,
      req: { method: 'post', headers, body: JSON.stringify(options.body), ...(signal && { signal }) },
    };
  }

  protected override makeStatusError(
    status: number,
    body: object,
    message: string | undefined,
    headers: Headers,
  ) {
    const place = status >= 300 && status < 400 ? headers.get('location') : null;
    // A key is sent to nobody whom the suite does not name.
    if (place !== null)
      return super.makeStatusError(
        status,
        {},
        `redirects to ${place.replace(/\/chat\/completions.*$/, '')}; name that in base_url`,
        headers,
      );
    return super.makeStatusError(status, errorBody(body), message, headers);
  }
}

/** The client; retries and timeouts are the endpoint's. */
export function openClient(
  { base_url }: SuiteTarget,
  { key, headers, query }: Credentials,
  dispatcher: Dispatcher,
  observe: HeaderObserver,
): OpenAI {
  return new LeanClient({
    baseURL: base_url,
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    defaultHeaders: { ...(key === undefined && { Authorization: null }), ...headers },
    defaultQuery: query,
    fetch: leanFetch(dispatcher, observe),
  });
}
