/** How long to wait: durations as servers write them, and backoff where they say nothing. */

/** Milliseconds of the first wait; each further one is twice as long. */
const FIRST = 500;

/** The same where the server has too much to do: six waits together outlast a window of a minute. */
const FIRST_OVERLOADED = 2000;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds in a duration as servers write them: seconds (`20`, `0.5`), units (`1m30s`, `20ms`), or the date at which it ends
 * (HTTP, ISO 8601). Null where it is none of these.
 */
export function readDuration(text: string, now = Date.now()): number | null {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(trimmed)) {
    const parts = trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g);
    return [...parts].reduce((sum, [, value, unit = 's']) => sum + Number(value) * (UNITS[unit] ?? 0), 0);
  }
  // A bare number is no date, though Date.parse would take it for a year.
  const date = /[a-z:]/i.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** From here on, a number is a time since 1970 in seconds or milliseconds, and no duration: 2001, and a day of 2001 in milliseconds. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

/** Milliseconds until a limit is there again, by a header that says so: a duration, a date, or a time since 1970. Null where it is none. */
export function readReset(text: string, now = Date.now()): number | null {
  const number = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= EPOCH_MILLISECONDS) return Math.max(0, number - now);
  if (number >= EPOCH_SECONDS) return Math.max(0, number * 1000 - now);
  return readDuration(text, now);
}

/** What time it is by the server that names a date: its own clock (RFC 9110, 6.6.1), whatever the one here says; else the one here. */
export function nowOf(get: (name: string) => string | null): number {
  const own = Date.parse(get('date') ?? '');
  return Number.isNaN(own) ? Date.now() : own;
}

/** What gateways put before `Retry-After`: `X-Retry-After`, Azure's `x-ms-retry-after-ms`, `X-RateLimit-Retry-After`. */
const BEFORE_RETRY = ['', 'x-', 'x-ms-', 'ratelimit-', 'x-ratelimit-', 'x-rate-limit-'] as const;

/**
 * Milliseconds that a server asks to wait (`retry-after-ms`, `retry-after` in seconds or as a date, with or without what gateways put
 * before); null where it does not. The finest goes first, and the name without anything before it.
 */
export function readRetryAfter(get: (name: string) => string | null, now = nowOf(get)): number | null {
  const first = (after: string): string | null =>
    BEFORE_RETRY.map((before) => get(`${before}${after}`)).find((text) => text !== null) ?? null;
  const milliseconds = first('retry-after-ms');
  if (milliseconds !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(milliseconds)) return Number(milliseconds);
  const text = first('retry-after') ?? first('retry-after-seconds');
  return text === null ? null : readReset(text, now);
}

/**
 * Milliseconds before the next request: what the server asked for and up to a tenth more, so that not all come back at once; else
 * exponential backoff with jitter over its upper half, longer after an `overloaded` server. Never more than `most`.
 */
export function waitBefore(
  retry: number,
  { asked, overloaded }: { readonly asked: number | null; readonly overloaded: boolean },
  most: number,
  random = Math.random,
): number {
  // Nothing, or a date that is past, is no time to wait for a server that has just failed.
  if (asked !== null && asked > 0) return Math.min(most, asked * (1 + random() / 10));
  const first = overloaded ? FIRST_OVERLOADED : FIRST;
  return Math.min(most, first * 2 ** (retry - 1)) * (0.5 + random() / 2);
}
