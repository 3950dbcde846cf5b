/** What an imported response is: the channels of a sample, by the rules for endpoints. */

import type { SampleErrorKind } from '../../store/index.js';
import { toAnswer } from '../endpoint/index.js';
import { fieldAt } from './fields.js';
import type { ResponseChannels } from './response.js';

/** A response as a log holds it: of any type. */
export interface LoggedAnswer {
  /** A string, parts, or null. */
  readonly content: unknown;
  /** A text, or parts. */
  readonly reasoning?: unknown;
  readonly refusal?: unknown;
  /** As the API for chat completions has them; anything else is none. */
  readonly tool_calls?: unknown;
  readonly finish_reason?: unknown;
  readonly model?: unknown;
  readonly system_fingerprint?: unknown;
  readonly prompt_tokens?: unknown;
  readonly completion_tokens?: unknown;
  readonly latency_ms?: unknown;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** True for a part of a content; other lists are none, however they are called. */
const isPart = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  (typeof value === 'object' && ['type', 'text'].some((name) => typeof fieldAt(value, name) === 'string'));

const isContent = (value: unknown): value is string | null | readonly (string | { type?: string })[] =>
  value === null || typeof value === 'string' || (Array.isArray(value) && value.every(isPart));

/** Finish reasons that other tools name otherwise than the OpenAI API. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['max_tokens', 'length'],
  ['model_length', 'length'],
]);

/** The channels of a response; undefined where its content is no text. Reasoning within it stays there, as in a run. */
export function toChannels(logged: LoggedAnswer): ResponseChannels | undefined {
  const { content } = logged;
  if (!isContent(content)) return undefined;
  const { reasoning } = logged;
  const [refusal, finish] = [text(logged.refusal), text(logged.finish_reason)];
  const [model, fingerprint] = [text(logged.model), text(logged.system_fingerprint)];
  const [asked, answered] = [count(logged.prompt_tokens), count(logged.completion_tokens)];
  const answer = toAnswer({
    choices: [
      {
        finish_reason: finish === undefined ? null : (REASONS.get(finish) ?? finish),
        message: {
          content,
          ...(Array.isArray(reasoning) ? { reasoning_details: reasoning } : { reasoning_content: reasoning }),
          refusal: refusal ?? null,
          tool_calls: Array.isArray(logged.tool_calls) ? (logged.tool_calls as readonly object[]) : null,
        },
      },
    ],
    ...(model !== undefined && { model }),
    ...(fingerprint !== undefined && { system_fingerprint: fingerprint }),
    usage: { prompt_tokens: asked, completion_tokens: answered },
  });
  const latency = count(logged.latency_ms);
  return answer === null ? undefined : { ...answer, ...(latency !== undefined && { latency_ms: latency }) };
}

/**
 * The channels of a request that brought no answer. What the log says about it may quote a key, so none of it is copied but a status
 * and a code in plain letters.
 */
export function toFailure(status?: unknown, code?: unknown): ResponseChannels {
  const http = typeof status === 'number' && Number.isInteger(status) && status >= 300 && status < 600;
  const kind: SampleErrorKind = http ? 'http' : 'body';
  const named = typeof code === 'string' && /^[a-z][a-z_]{2,40}$/.test(code) ? `: ${code}` : '';
  return {
    answer: null,
    error: { kind, ...(http && { status: status as number }), message: `the log holds an error${named}` },
  };
}
