/** What a server offers beside the protocol that it is asked by, such as vLLM's and llama.cpp's `/detokenize`. */

import { parseJson } from '../../files/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { openDispatcher } from './dispatcher.js';
import { leanFetch } from './fetch.js';
import { mostBytes } from './largest.js';
import { readCredentials } from './secrets.js';

/** The root of a target's server, without a slash: `/v1`, below which OpenAI's protocols lie, left off. */
export const rootOf = ({ base_url }: SuiteTarget): string =>
  base_url.replace(/\/+$/, '').replace(/\/v1$/, '');

export interface Beside {
  /** The JSON that comes back from a path behind the server's root. Rejects with an error that holds no key. */
  post(path: string, body: object): Promise<unknown>;
  get(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Requests at once. */
const CONNECTIONS = 4;

/** Milliseconds of one. */
const TIMEOUT = 60_000;

/** Opens what a target's server has beside. Throws UserError as an endpoint does: a key that is not set, a proxy that is none. */
export function openBeside(target: SuiteTarget, env: NodeJS.ProcessEnv = process.env): Beside {
  const { key, headers, query, proxy, redactor } = readCredentials(target, env);
  const dispatcher = openDispatcher(target, CONNECTIONS, proxy, env);
  const send = leanFetch(dispatcher, () => {}, mostBytes(target));
  const root = rootOf(target);
  const search = new URLSearchParams(query).toString();
  const asked = async (path: string, body: object | undefined): Promise<unknown> => {
    try {
      const response = await send(`${root}${path}${search === '' ? '' : `?${search}`}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...headers,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`status ${response.status}`);
      return parseJson(text);
    } catch (error) {
      throw new Error(redactor.redact((error as Error).message));
    }
  };
  return {
    post: (path, body) => asked(path, body),
    get: (path) => asked(path, undefined),
    close: () => dispatcher.destroy(),
  };
}
