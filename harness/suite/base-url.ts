/** Base URLs as people copy them: with the place that a protocol asks, and slashes too many. */

import { APIS, type Api, TAKES } from './apis.js';

const PORT = 'must have a port from 1 to 65535';
const ZONE =
  'must not hold a zone of an IPv6 address (%eth0): a URL of http has none; write the name of the host';

/** Why a base URL cannot be asked; undefined where it can. What stands in it is not quoted: it may hold a password. */
export function problemOf(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url)) return 'must be an http or https URL: begin it with http:// or https://';
  const [, authority = ''] = /^https?:\/\/([^/?#\\]*)/i.exec(url) ?? [];
  if (authority === '')
    return 'must be an http or https URL with a host: nothing stands behind the two slashes';
  if (/[\s\p{Cc}\\]/u.test(url)) return 'must not hold blanks or backslashes';
  if (authority.includes('@'))
    return 'must not hold a user or password; name an environment variable in api_key_env';
  if (url.includes('?')) return 'must not hold a query: it would be stored with the run';
  if (url.includes('#')) return 'must not hold a "#": what is behind it is sent to nobody';
  if (/^\[[^\]]*%/.test(authority)) return ZONE;
  const [, port = ''] = /:([^:\]]*)$/.exec(authority) ?? [];
  if (/^(?:\d{6,}|0+)$/.test(port) || Number(port) > 65_535) return PORT;
  if (!URL.canParse(url))
    return authority.replace(/[^:]/g, '').length > 1 && !authority.startsWith('[')
      ? 'is no URL: an IPv6 address stands in square brackets'
      : 'is no URL: its host or port cannot be read';
  return undefined;
}

/** The path without slashes at its end. */
const bare = (url: string): string => new URL(url).pathname.replace(/\/+$/, '');

/** The protocol whose place a URL ends in; undefined where it ends in none, or is no URL. */
export function apiBehind(url: string): Api | undefined {
  if (!URL.canParse(url)) return undefined;
  const path = bare(url);
  return APIS.find((api) => path.endsWith(TAKES[api].path));
}

/**
 * The URL up to what a protocol adds, with single slashes: `http://h//v1//chat/completions` is `http://h/v1`. One slash at the end stays,
 * as do the two of a URL within the path, which some gateways have.
 */
export function tidyUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  const api = apiBehind(url);
  const path = api === undefined ? pathname : bare(url).slice(0, -TAKES[api].path.length);
  const single = path.replace(/(?<!:)\/{2,}/g, '/');
  // What is right already stays as it was written.
  return single === pathname ? url : origin + single.replace(/\/$/, '');
}
