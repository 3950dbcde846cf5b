/** The openai client of one target, with what its requests have in common. */

import OpenAI, { APIConnectionTimeoutError, APIError } from 'openai';
import { type Client, type ClientOptions, LIST_TIMEOUT, optionsOf, withoutVariables } from './client.js';
import { problemIn, redirectIn, translated } from './problem.js';

type Build = OpenAI['buildRequest'];

/**
 * The client, building its headers and URL once: all questions to a target have the same. Over the lean fetch that halves what the
 * client costs beside undici.
 */
class LeanClient extends OpenAI {
  /** Where it asks, behind the base URL. */
  path = '';
  readonly lean: typeof fetch;
  #common: (Pick<Awaited<ReturnType<Build>>, 'url' | 'timeout'> & { headers: Headers }) | undefined;

  constructor(options: ConstructorParameters<typeof OpenAI>[0] & { readonly fetch: typeof fetch }) {
    super(options);
    this.lean = options.fetch;
  }

  override async buildRequest(options: Parameters<Build>[0], more?: Parameters<Build>[1]): ReturnType<Build> {
    if (options.path !== this.path) return super.buildRequest(options, more);
    if (this.#common === undefined) {
      const { url, timeout, req } = await super.buildRequest(options, more);
      this.#common = { url, timeout, headers: req.headers };
    }
    const { url, timeout, headers } = this.#common;
    const { signal } = options;
    return {
      url,
      timeout,
      req: { method: 'POST', headers, body: JSON.stringify(options.body), ...(signal && { signal }) },
    };
  }

  /** A question comes with a signal that its own timers abort: it needs neither another one nor the client's timer. */
  override async fetchWithTimeout(...request: Parameters<OpenAI['fetchWithTimeout']>): Promise<Response> {
    const [url, init] = request;
    return init?.signal == null ? super.fetchWithTimeout(...request) : this.lean(url, init);
  }

  protected override makeStatusError(
    status: number,
    body: object,
    message: string | undefined,
    headers: Headers,
  ) {
    const redirect = redirectIn(status, headers, this.path);
    if (redirect !== undefined) return super.makeStatusError(status, {}, redirect, headers);
    const problem = problemIn(body);
    return super.makeStatusError(status, problem === undefined ? {} : { error: problem }, message, headers);
  }
}

/** The client; retries and timeouts are the endpoint's. */
export function openOpenAI(options: ClientOptions): Client {
  const { target, credentials, path } = options;
  const client = withoutVariables(
    'OPENAI_',
    () =>
      new LeanClient({
        baseURL: target.base_url,
        ...optionsOf(options),
        apiKey: credentials.key ?? 'none',
        adminAPIKey: null,
        organization: null,
        project: null,
      }),
  );
  client.path = path;
  return {
    async post(body, signal) {
      try {
        return await client.post(path, { body, signal }).asResponse();
      } catch (error) {
        throw translated(error, error instanceof APIError, error instanceof APIConnectionTimeoutError);
      }
    },
    async models() {
      const { data } = await client.models.list({ timeout: LIST_TIMEOUT });
      return data.map(({ id }) => id);
    },
  };
}
