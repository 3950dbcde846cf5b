/** Takes secrets out of what an endpoint sends back. */

import type { Logprobs, TokenName } from '../../../store/index.js';
import { finderOf } from './finder.js';
import { formsOf } from './forms.js';

/** What stands for a secret. */
const REDACTED = '[key]';

/** Takes secrets out of texts. */
export interface Redactor {
  /** A copy of JSON data in which every string is without the secrets, however they are written there (docs/formats.md). */
  readonly redact: <T>(value: T) => T;
  /** Tokens without the secrets that they make together: the first one of each says so, the others are empty, and nothing is likely there. */
  readonly redactTokens: (logprobs: Logprobs) => Logprobs;
}

const bytesOf = (name: TokenName): string =>
  typeof name === 'string' ? name : Buffer.from(name).toString('latin1');

/** What takes `secrets` out of texts; of no secrets, what leaves all as it is. */
export function redactor(secrets: readonly string[]): Redactor {
  const all = [...new Set(secrets)];
  if (all.length === 0) return { redact: (value) => value, redactTokens: (logprobs) => logprobs };
  const find = finderOf(all.flatMap(formsOf));

  function without(text: string): string {
    const found = find(text);
    if (found.length === 0) return text;
    const kept = found.map(({ start }, i) => text.slice(found[i - 1]?.end ?? 0, start) + REDACTED);
    return kept.join('') + text.slice(found.at(-1)?.end);
  }

  function redact(value: unknown): unknown {
    if (typeof value === 'string') return without(value);
    if (Array.isArray(value)) return value.map(redact);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [without(name), redact(inner)]));
  }

  function redactTokens(logprobs: Logprobs): Logprobs {
    const texts = logprobs.map(([name]) => bytesOf(name));
    const found = find(texts.join(''));
    let start = 0;
    let next = 0;
    const parted = logprobs.map((token, i): Logprobs[number] => {
      const end = start + (texts[i] ?? '').length;
      while (next < found.length && (found[next]?.end ?? 0) <= start) next++;
      const span = found[next];
      const begin = start;
      start = end;
      if (span === undefined || span.start >= end || begin === end) return token;
      return [span.start >= begin ? REDACTED : '', token[1]];
    });
    return redact(parted) as Logprobs;
  }

  return { redact: <T>(value: T): T => redact(value) as T, redactTokens };
}
