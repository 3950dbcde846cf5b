/** Connections to an endpoint: a pool, straight or through a proxy, with certificates of one's own. */

import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent, Pool, ProxyAgent } from 'undici';
import { checkFileSync, UserError } from '../../files/index.js';
import type { SuiteTarget } from '../suite/index.js';
import { mostBytes } from './largest.js';

/** Seconds to connect, where the suite does not say. */
const CONNECT_TIMEOUT = 30;

/** Servers on this machine are never asked through a proxy of the environment. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Options of the agent, and the variables that they are taken from, the first that is set. */
const PROXY_VARIABLES = [
  ['httpProxy', 'http_proxy', 'HTTP_PROXY'],
  ['httpsProxy', 'https_proxy', 'HTTPS_PROXY'],
] as const;

function readCertificates(id: string, path: string | undefined): string[] | undefined {
  if (path === undefined) return undefined;
  checkFileSync(path);
  let own: string;
  try {
    own = readFileSync(path, 'utf8');
  } catch {
    throw new UserError('no such file of certificates, or it cannot be read', path);
  }
  if (own.includes('-----BEGIN CERTIFICATE-----')) return [...rootCertificates, own];
  throw new UserError('the file holds no certificate in PEM form', path, `it is "ca" of the target ${id}`);
}

const isProxy = (text: string): boolean =>
  URL.canParse(text) && /^(?:https?|socks5?):$/.test(new URL(text).protocol);

/** The proxy as a URL. Throws UserError where it is none; never names it, since it may hold a password. */
function checkProxy(id: string, proxy: string): string {
  if (isProxy(proxy)) return proxy;
  throw new UserError('"proxy" is no http, https or socks5 URL', `target ${id}`);
}

interface Proxies {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
}

/** The proxies of the environment; without a scheme they are http, as for curl. Throws UserError, naming the variable. */
export function proxiesOf(env: NodeJS.ProcessEnv): Proxies {
  const found = PROXY_VARIABLES.flatMap(([option, ...names]) => {
    const name = names.find((one) => env[one]);
    if (name === undefined) return [];
    const value = env[name] ?? '';
    const url = value.includes('://') ? value : `http://${value}`;
    if (isProxy(url)) return [[option, url]];
    throw new UserError(
      `the environment variable ${name} holds no http, https or socks5 URL`,
      '',
      'write http://HOST:PORT',
    );
  });
  return Object.fromEntries(found);
}

/** The proxies that a target is asked through where its suite names none: those of the environment, but for servers on this machine. */
export function proxiesAround({ base_url, proxy }: SuiteTarget, env: NodeJS.ProcessEnv): Proxies {
  return proxy === undefined && !LOOPBACK.test(new URL(base_url).hostname) ? proxiesOf(env) : {};
}

/** Opens the connections of a target, `connections` at most. Throws UserError: a proxy that is none, a missing file. */
export function openDispatcher(
  target: SuiteTarget,
  connections: number,
  proxy: string | false | undefined,
  env: NodeJS.ProcessEnv,
): Dispatcher {
  const { id, base_url, ca: caFile, connect_timeout = CONNECT_TIMEOUT } = target;
  const ca = readCertificates(id, caFile);
  const tls = { timeout: connect_timeout * 1000, ...(ca && { ca }) };
  // How long a response may take is the endpoint's to decide, which knows whether it streams.
  const options = {
    connections,
    connect: tls,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: mostBytes(target),
    pipelining: 1,
  };
  const { origin } = new URL(base_url);
  const throughProxy = { ...options, requestTls: tls, proxyTls: tls };
  if (typeof proxy === 'string') return new ProxyAgent({ ...throughProxy, uri: checkProxy(id, proxy) });
  const fromEnvironment = proxiesAround(target, env);
  return Object.keys(fromEnvironment).length > 0
    ? new EnvHttpProxyAgent({ ...throughProxy, ...fromEnvironment })
    : new Pool(origin, options);
}
