import { expect } from 'chai';
import { readAskedWait } from '../../../harness/endpoint/asked-wait.js';
import { problemIn } from '../../../harness/endpoint/clients/problem.js';
import type { ResponseHeaders } from '../../../harness/endpoint/errors.js';

const headersOf = (headers: Readonly<Record<string, string>>): ResponseHeaders => ({
  get: (name) => headers[name.toLowerCase()] ?? null,
  entries: () => Object.entries(headers),
});

interface Said {
  readonly headers?: Readonly<Record<string, string>>;
  readonly problem?: unknown;
  readonly message?: string;
  /** The server was not asked too much. */
  readonly other?: boolean;
}

const google = (retryDelay: unknown) => ({
  code: 429,
  status: 'RESOURCE_EXHAUSTED',
  details: [
    { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
  ],
});

describe('how long a server asks to wait', () => {
  for (const [name, { headers = {}, problem, message = '', other = false }, expected] of [
    ['in Retry-After', { headers: { 'retry-after': '7' } }, 7000],
    ['in Azure’s retry-after-ms', { headers: { 'retry-after-ms': '250', 'retry-after': '1' } }, 250],
    ['in a gateway’s own Retry-After', { headers: { 'x-retry-after': '11' } }, 11_000],
    ['in Azure’s own milliseconds', { headers: { 'x-ms-retry-after-ms': '120' } }, 120],
    ['in a limit’s Retry-After', { headers: { 'x-ratelimit-retry-after': '3' } }, 3000],
    ['in seconds until a limit is whole', { problem: { error: { resets_in_seconds: 90 } } }, 90_000],
    ['in Google’s RetryInfo', { problem: google('34.5s') }, 34_500],
    ['in Google’s RetryInfo, in parts', { problem: google({ seconds: 3, nanos: 500_000_000 }) }, 3500],
    ['in a field of a gateway', { problem: { message: 'slow down', retry_after: 12 } }, 12_000],
    ['in milliseconds', { problem: { error: { retry_after_ms: 1500 } } }, 1500],
    ['while Hugging Face loads a model', { problem: { error: 'is loading', estimated_time: 20.5 } }, 20_500],
    ['as Groq says', { message: '429 … Used 11972, Requested 4351. Please try again in 4.289s.' }, 4289],
    ['as OpenAI says', { message: 'Limit 3, Used 3. Please try again in 20s. Visit https://…' }, 20_000],
    ['as OpenAI says of a blink', { message: 'Please try again in 42ms.' }, 42],
    ['as OpenAI says of minutes', { message: 'Please try again in 6m0s.' }, 360_000],
    ['as Google says', { message: 'Quota exceeded. Please retry in 1h2m3.5s.' }, 3_723_500],
    ['as Azure says', { message: 'Please retry after 26 seconds.' }, 26_000],
    ['in words', { message: 'Too many requests: wait at least 1 minute and 30 seconds.' }, 90_000],
    ['in words of a reset', { message: 'Your quota will reset after 18h31m10s.' }, 66_670_000],
    ['nowhere', { message: 'Limit 30 requests per 1 minute reached. Used 31.' }, null],
    ['nowhere, in a field that every object has', { problem: { constructor: 5 } }, null],
    ['nowhere, and speaks of trying', { message: 'Please try again later.' }, null],
    [
      'when limits are back, of which the one that is used up counts',
      {
        headers: {
          'x-ratelimit-remaining-requests': '14370',
          'x-ratelimit-reset-requests': '2m59s',
          'x-ratelimit-remaining-tokens': '0',
          'x-ratelimit-reset-tokens': '7.66s',
        },
      },
      7660,
    ],
    ['in Azure’s other header', { headers: { 'x-rate-limit-reset-tokens': '4' } }, 4000],
    ['in the IETF’s older draft', { headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' } }, 9000],
    ['in the IETF’s draft', { headers: { ratelimit: '"default";r=0;t=30' } }, 30_000],
    [
      'when limits are back, asked for another reason',
      { headers: { 'x-ratelimit-reset': '4' }, other: true },
      null,
    ],
  ] satisfies [string, Said, number | null][]) {
    it(`stands ${name}`, () => {
      expect(readAskedWait(headersOf(headers), problem, message, !other)).to.equal(expected);
    });
  }

  for (const [body, expected] of [
    [{ error: 'Model m is currently loading', estimated_time: 20.3 }, 20_300],
    [{ error: { message: 'Model m is currently loading' }, estimated_time: 20.3 }, 20_300],
    [{ error: { message: 'busy', retry_after: 4 }, retry_after: 5 }, 4000],
    [[{ error: { code: 429 }, retryAfter: 7 }], 7000],
  ] as const)
    it(`stands beside the error, of which it is a part: ${JSON.stringify(body)}`, () => {
      expect(readAskedWait(headersOf({}), problemIn(body), '', false)).to.equal(expected);
    });

  it('may be a time since 1970, in seconds or milliseconds, or a date', () => {
    const then = Date.now() + 60_000;
    const iso = new Date(then).toISOString();
    for (const headers of [
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(then) },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(then / 1000)) },
      { 'anthropic-ratelimit-tokens-remaining': '0', 'anthropic-ratelimit-tokens-reset': iso },
    ])
      expect(readAskedWait(headersOf(headers), undefined, '', true)).to.be.within(50_000, 61_000);
    const problem = { code: 429, metadata: { headers: { 'X-RateLimit-Reset': String(then) } } };
    expect(readAskedWait(undefined, problem, '', true)).to.be.within(50_000, 61_000);
  });
});
