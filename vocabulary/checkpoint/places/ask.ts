/** Asks a server for a file or a part of it, wherever it sends one on to. */

import type { IncomingHttpHeaders } from 'node:http';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { UserError } from '../../../files/index.js';
import { proxiesOf } from '../../../harness/endpoint/index.js';
import { shownUrl, type Token } from './address.js';

/** Addresses that one answer may lead over. */
const MOST_HOPS = 10;

/** Milliseconds without a byte after which a connection is taken for dead. */
const SILENCE = 60_000;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Servers on this machine are never asked through a proxy of the environment. */
const OWN = 'localhost,127.0.0.1,[::1]';

let dispatcher: Dispatcher | undefined;

function connections(env: NodeJS.ProcessEnv): Dispatcher {
  const others = env.no_proxy ?? env.NO_PROXY;
  dispatcher ??= new EnvHttpProxyAgent({
    ...proxiesOf(env),
    noProxy: others === undefined ? OWN : `${others},${OWN}`,
    headersTimeout: SILENCE,
    bodyTimeout: SILENCE,
  });
  return dispatcher;
}

/** What a server answered. Who does not read the body to its end destroys it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Dispatcher.ResponseData['body'];
  /** What tells one state of the file from another; undefined where the server tells none. */
  readonly state: string | undefined;
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** The hub names the file's own ETag before it sends one on to where the bytes are. */
function stateOf(headers: IncomingHttpHeaders, linked: string | undefined): string | undefined {
  return linked ?? first(headers.etag) ?? first(headers['last-modified']);
}

/** Lets go of a body that nobody reads. */
export const drop = ({ body }: Pick<Answer, 'body'>): void => {
  body.on('error', () => {}).destroy();
};

/** Whether the body has other bytes than the file, which no server was asked for. */
export const isPacked = ({ headers }: Answer): boolean =>
  !/^(?:identity)?$/i.test(first(headers['content-encoding']) ?? '');

/** Asks for `url`. A token goes to its own origin alone. Throws UserError: redirected too often or to nowhere, a proxy that is none; else what undici throws. */
export async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  token: Token | undefined,
): Promise<Answer> {
  let linked: string | undefined;
  let at = url;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const {
      statusCode,
      headers: got,
      body,
    } = await request(at, {
      dispatcher: connections(process.env),
      headers: {
        // What is packed has other bytes, and no parts.
        'accept-encoding': 'identity',
        ...headers,
        ...(token?.origin === at.origin && { authorization: `Bearer ${token.value}` }),
      },
    });
    linked = first(got['x-linked-etag']) ?? linked;
    if (!REDIRECTS.has(statusCode))
      return { status: statusCode, headers: got, body, state: stateOf(got, linked) };
    drop({ body });
    const location = first(got.location) ?? '';
    if (!URL.canParse(location, at.href))
      throw new UserError('the server sends on to no address', shownUrl(at));
    const next = new URL(location, at);
    if (next.protocol !== 'https:' && (next.protocol !== 'http:' || at.protocol === 'https:'))
      throw new UserError('the server sends on to an address that is not safe', shownUrl(at));
    at = next;
  }
  throw new UserError('the server sends on and on', shownUrl(url));
}
