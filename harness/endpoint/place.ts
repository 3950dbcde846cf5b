/** Hints at a base URL where nobody knew the place that was asked. */

import { type SuiteTarget, shownUrl } from '../suite/index.js';

/** `/v1`, `/v1beta`, `/api/v4`, Azure's deployments: where an API may begin. */
const VERSIONED = /\/v\d|\/openai\b/;

/** Places of an API at the end of a path, which people copy with it: what protocols ask, whole or in part, and what stands beside it. */
const PLACE =
  /(?:\/+(?:chat|completions?|responses|messages|models|embeddings|engines|moderations|rerank|audio|images|files|batches|tokenize|health|docs|ping))+\/*$/i;

/** What may be wrong with the base URL of a target whose place is not known; undefined where there is nothing to say. */
export function placeHint({ base_url, api }: Pick<SuiteTarget, 'base_url' | 'api'>): string | undefined {
  const { origin, pathname } = new URL(base_url);
  const place = PLACE.exec(pathname);
  if (place !== null) {
    const before = pathname.slice(0, place.index);
    const start = VERSIONED.test(before) ? before : `${before}/v1`;
    return `base_url ends in ${place[0]}, which is a place behind it: try base_url ${origin}${start}`;
  }
  // The client of the Messages API adds it.
  if (api === 'messages' || VERSIONED.test(pathname)) return undefined;
  return `most servers have their API under /v1: try base_url ${shownUrl(base_url).replace(/\/+$/, '')}/v1`;
}
