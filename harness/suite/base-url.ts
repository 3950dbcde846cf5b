/** Base URLs as people copy them: with the place that a protocol asks, and slashes too many. */

import { APIS, type Api, TAKES } from './apis.js';

/** The path without slashes at its end. */
const bare = (url: string): string => new URL(url).pathname.replace(/\/+$/, '');

/** The protocol whose place a URL ends in; undefined where it ends in none. */
export function apiBehind(url: string): Api | undefined {
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
