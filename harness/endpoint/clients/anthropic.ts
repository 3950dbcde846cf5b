/** The Anthropic client of one target, with what its requests have in common. */

import Anthropic, { APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { type Client, type ClientOptions, LIST_TIMEOUT, optionsOf, withoutVariables } from './client.js';
import { problemIn, redirectIn, translated } from './problem.js';

/** The client, without what it would find on the machine: profiles and tokens that no suite names. */
class BareClient extends Anthropic {
  protected override _shouldResolveDefaultCredentials(): boolean {
    return false;
  }

  protected override makeStatusError(
    status: number,
    body: object,
    message: string | undefined,
    headers: Headers,
  ) {
    const redirect = redirectIn(status, headers, '/v1/');
    // The client wants an object, and takes what is wrong from its top.
    const problem = redirect === undefined ? (problemIn(body) as object) : (undefined as unknown as object);
    return super.makeStatusError(status, problem, redirect ?? message, headers);
  }
}

/** The base URL as the client takes it, which adds `/v1` itself. */
const bareUrl = (url: string): string => url.replace(/\/(?:v1\/?)?$/, '');

/** The client; retries and timeouts are the endpoint's. */
export function openAnthropic(options: ClientOptions): Client {
  const { target, credentials, path } = options;
  const client = withoutVariables(
    'ANTHROPIC_',
    () =>
      new BareClient({
        baseURL: bareUrl(target.base_url),
        ...optionsOf(options),
        apiKey: credentials.key ?? null,
        authToken: null,
        webhookKey: null,
        openTelemetry: false,
      }),
  );
  return {
    async post(body, signal) {
      try {
        return await client.post(`/v1${path}`, { body, signal }).asResponse();
      } catch (error) {
        throw translated(error, error instanceof APIError, error instanceof APIConnectionTimeoutError);
      }
    },
    async models() {
      const { data } = await client.models.list({ limit: 1000 }, { timeout: LIST_TIMEOUT });
      return data.map(({ id }) => id);
    },
  };
}
