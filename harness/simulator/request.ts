/** A request for a completion, checked. */

import { type ApiError, invalid } from './error.js';

export interface Message {
  readonly role: string;
  /** All text of the message. */
  readonly text: string;
}

export interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly seed: number | null;
  /** Most tokens of reasoning and answer together; Infinity when not limited. */
  readonly maxTokens: number;
  readonly stream: boolean;
  /** The stream ends with a chunk that holds the usage. */
  readonly includeUsage: boolean;
  /** Entries of `top_logprobs` for each token; null when no probabilities are wanted. */
  readonly topLogprobs: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Largest `top_logprobs` that OpenAI's API takes. */
const MOST_TOP_LOGPROBS = 20;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (!Array.isArray(content)) return null;
  return content.map((part) => (isFields(part) && typeof part.text === 'string' ? part.text : '')).join('\n');
}

function messagesOf(value: unknown): Message[] | ApiError {
  if (!Array.isArray(value) || value.length === 0)
    return invalid(400, "'messages' must be an array of at least one message.", { param: 'messages' });
  const messages: Message[] = [];
  for (const [i, one] of value.entries()) {
    const text = isFields(one) ? textOf(one.content) : null;
    if (!isFields(one) || typeof one.role !== 'string' || text === null)
      return invalid(400, `Invalid 'messages[${i}]': a message has a role and a content.`, {
        param: `messages[${i}]`,
      });
    messages.push({ role: one.role, text });
  }
  return messages;
}

/** The error of a number that is given and not whole or outside `least` to `most`; null when there is none. */
function numberError(fields: Fields, param: string, least: number, most: number): ApiError | null {
  const value = fields[param];
  if (value === undefined || value === null) return null;
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return null;
  return invalid(400, `Invalid '${param}': expected a whole number from ${least} to ${most}.`, { param });
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The request that `body` holds, or the error to answer with. */
export function parseRequest(body: string): CompletionRequest | ApiError {
  let fields: unknown;
  try {
    fields = JSON.parse(body);
  } catch {
    return invalid(400, 'We could not parse the JSON body of your request.');
  }
  if (!isFields(fields)) return invalid(400, 'The body of the request must be a JSON object.');
  if (typeof fields.model !== 'string')
    return invalid(400, 'you must provide a model parameter', { param: 'model' });
  const messages = messagesOf(fields.messages);
  if (!Array.isArray(messages)) return messages as ApiError;
  const large = Number.MAX_SAFE_INTEGER;
  const error =
    numberError(fields, 'seed', -large, large) ??
    numberError(fields, 'max_tokens', 1, large) ??
    numberError(fields, 'max_completion_tokens', 1, large) ??
    numberError(fields, 'top_logprobs', 0, MOST_TOP_LOGPROBS);
  if (error !== null) return error;
  const top = numberOf(fields.top_logprobs);
  if (top !== null && fields.logprobs !== true)
    return invalid(400, "'top_logprobs' is only allowed when 'logprobs' is enabled.", {
      param: 'top_logprobs',
    });
  return {
    model: fields.model,
    messages,
    seed: numberOf(fields.seed),
    maxTokens: numberOf(fields.max_completion_tokens) ?? numberOf(fields.max_tokens) ?? Infinity,
    stream: fields.stream === true,
    includeUsage: isFields(fields.stream_options) && fields.stream_options.include_usage === true,
    topLogprobs: fields.logprobs === true ? (top ?? 0) : null,
  };
}
