/** Hints at a base URL where nobody knew the place that was asked. */

import type { SuiteTarget } from '../suite/index.js';

/** `/v1`, `/v1beta`, `/api/v4`, Azure's deployments: where an API may begin. */
const VERSIONED = /\/v\d|\/openai\b/;

/** What may be wrong with the base URL of a target whose place is not known; undefined where there is nothing to say. */
export function placeHint({ base_url, api }: Pick<SuiteTarget, 'base_url' | 'api'>): string | undefined {
  const { pathname } = new URL(base_url);
  // The client of the Messages API adds it.
  if (api === 'messages' || VERSIONED.test(pathname)) return undefined;
  return `most servers have their API under /v1: try base_url ${base_url.replace(/\/+$/, '')}/v1`;
}
