/** How long a server asks to wait, wherever it says so: in headers of many names, in fields of the body, or in a sentence. */

import type { ResponseHeaders } from './errors.js';
import { nowOf, readDuration, readReset, readRetryAfter } from './wait.js';

/** Levels of a body that are looked into: Google and OpenRouter have it in the third. */
const DEPTH = 4;

/** UTF-16 code units of a message that are looked at. */
const LONGEST_SENTENCE = 2000;

const UNIT = 'milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d';
const AMOUNT = `\\d+(?:\\.\\d+)?\\s?(?:${UNIT})(?![a-z])`;
/** "try again in 2.5s", "retry after 26 seconds", "wait 1 minute and 3 seconds", "quota will reset after 3h2m" */
const SENTENCE = new RegExp(
  `\\b(?:again|retry|retrying|wait|waiting|resets?|available):? (?:(?:in|after|for|within|at least|about|approximately|another) )*(${AMOUNT}(?:(?: and |, | )?${AMOUNT})*)`,
  'i',
);

/** Milliseconds that a sentence says to wait; null where it says none. */
function readSentence(text: string): number | null {
  const [, amounts] = SENTENCE.exec(text.slice(0, LONGEST_SENTENCE).replace(/\s+/g, ' ')) ?? [];
  if (amounts === undefined) return null;
  const short = amounts
    .toLowerCase()
    .replace(/(\d)\s*(ms|milli|[smhd])[a-z]*/g, (_, digit: string, unit: string) =>
      digit.concat(unit === 'milli' ? 'ms' : unit),
    )
    .replace(/[\s,]|and/g, '');
  return readDuration(short);
}

/** A name without its case and what stands between its words. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** `now` is what time it is by the server. */
type Read = (value: unknown, now: number) => number | null;

const asText = (value: unknown): string =>
  typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';

/** Google's Duration, as JSON ("4.2s") or in parts. */
const duration: Read = (value, now) => {
  if (value === null || typeof value !== 'object') return readDuration(asText(value), now);
  const { seconds = 0, nanos = 0 } = value as { seconds?: unknown; nanos?: unknown };
  const whole = Number(seconds) * 1000 + Number(nanos) / 1e6;
  return Number.isFinite(whole) ? whole : null;
};

/** Fields of a body that say how long to wait: Google's RetryInfo, gateways' own, Hugging Face's while a model loads. */
const FIELDS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['retrydelay', duration],
  ['retryafter', duration],
  ['retryafterseconds', duration],
  ['retryin', duration],
  ['retryinseconds', duration],
  ['resetsinseconds', duration],
  ['waitseconds', duration],
  [
    'retryafterms',
    (value, now) => {
      const seconds = readDuration(asText(value), now);
      return seconds === null ? null : seconds / 1000;
    },
  ],
  ['estimatedtime', duration],
  ['xratelimitreset', (value, now) => readReset(asText(value), now)],
]);

/** The first field of a body, breadth first, that says how long to wait, in milliseconds. */
function readFields(problem: unknown, now: number): number | null {
  let level: unknown[] = [problem];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (value === null || typeof value !== 'object') continue;
      for (const [name, inner] of Object.entries(value)) {
        const found = FIELDS.get(plain(name))?.(inner, now) ?? null;
        if (found !== null) return found;
        next.push(inner);
      }
    }
    level = next;
  }
  return null;
}

/** A header that says when a limit is there again: `x-ratelimit-reset`, `anthropic-ratelimit-tokens-reset`, `ratelimit-reset-after`. */
const RESET = /^(?:[a-z]+-)*rate-?limit-(?:.*-)?reset(?:-.*)?$/;

/** Of several limits, those of which something is left do not count. */
function readResets(headers: ResponseHeaders, now: number): number | null {
  const resets = [...headers.entries()].flatMap(([header, value]) => {
    const name = header.toLowerCase();
    if (!RESET.test(name) || value === undefined) return [];
    const left = headers.get(name.replace('reset', 'remaining').replace(/-after$/, ''));
    const reset = readReset(String(value), now);
    return reset === null || Number(left ?? 0) > 0 ? [] : [reset];
  });
  // The IETF's draft: `"default";r=0;t=30`, and the older `limit=10, remaining=0, reset=30`.
  const [, draft] = /\b(?:t|reset)=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
  if (draft !== undefined) resets.push(Number(draft) * 1000);
  return resets.length === 0 ? null : Math.max(...resets);
}

/**
 * Milliseconds that a server asks to wait; null where it does not. `refused` says that it was asked too much: only then do the headers
 * of limits say anything about this request.
 */
export function readAskedWait(
  headers: ResponseHeaders | undefined,
  problem: unknown,
  message: string,
  refused: boolean,
): number | null {
  const get = (name: string): string | null => headers?.get(name) ?? null;
  const now = nowOf(get);
  return (
    readRetryAfter(get, now) ??
    readFields(problem, now) ??
    readSentence(message) ??
    (refused && headers !== undefined ? readResets(headers, now) : null)
  );
}
