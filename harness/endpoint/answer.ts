/** What an answer is: the channels of a chat completion, apart from each other. */

import type { Sample, ToolCall } from '../store/index.js';
import { compactLogprobs, type RawLogprob } from './logprobs.js';

/** The fields of a sample that a response decides. */
export type Answer = Pick<
  Sample,
  | 'answer'
  | 'reasoning'
  | 'refusal'
  | 'tool_calls'
  | 'finish_reason'
  | 'model'
  | 'system_fingerprint'
  | 'usage'
  | 'logprobs'
>;

/** A part of a content that is no string. */
interface RawPart {
  readonly type?: string;
  readonly text?: unknown;
  readonly refusal?: unknown;
  readonly thinking?: unknown;
}

export interface RawMessage {
  readonly content?: string | null | readonly RawPart[];
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
  readonly refusal?: unknown;
  readonly tool_calls?: readonly RawToolCall[] | null;
}

export interface RawToolCall {
  readonly index?: number;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown };
}

export interface RawUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number } | null;
}

/** A chat completion as servers really send it: fields missing, null, or of their own. */
export interface RawCompletion {
  readonly choices?: readonly {
    readonly finish_reason?: string | null;
    readonly message?: RawMessage | null;
    readonly logprobs?: { readonly content?: readonly RawLogprob[] | null } | null;
    readonly error?: unknown;
  }[];
  readonly model?: unknown;
  readonly system_fingerprint?: unknown;
  readonly usage?: RawUsage | null;
  readonly error?: unknown;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * Sets apart the reasoning that a server leaves at the head of the content: in `<think>`, closed or not, or before a `</think>`
 * alone, since a chat template may have sent the opening tag already.
 */
function splitReasoning(content: string): { answer: string; reasoning?: string } {
  const start = content.trimStart();
  const opened = start.startsWith(OPEN);
  const end = content.indexOf(CLOSE);
  if (end < 0)
    return opened ? { answer: '', reasoning: start.slice(OPEN.length).trim() } : { answer: content };
  const from = opened ? content.length - start.length + OPEN.length : 0;
  return {
    answer: content.slice(end + CLOSE.length).trimStart(),
    reasoning: content.slice(from, end).trim(),
  };
}

/** Text of a field that may hold anything; undefined where there is none. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value))
    return value.map((part: RawPart) => textOf(part?.text) ?? '').join('') || undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function contentOf({ content }: RawMessage): { whole: string | null; thinking?: string; refusal?: string } {
  if (typeof content === 'string') return { whole: content };
  if (!Array.isArray(content)) return { whole: null };
  const parts = content as readonly RawPart[];
  const thinking = parts.map((part) => textOf(part?.thinking) ?? '').join('');
  const refusal = parts.map((part) => textOf(part?.refusal) ?? '').join('');
  const whole = parts.map((part) => textOf(part?.text) ?? '').join('');
  return { whole, ...(thinking && { thinking }), ...(refusal && { refusal }) };
}

function toolCalls({ tool_calls: calls }: RawMessage): readonly ToolCall[] | undefined {
  if (!Array.isArray(calls) || calls.length === 0) return undefined;
  return (calls as readonly RawToolCall[]).map(({ function: called = {} }) => ({
    name: textOf(called.name) ?? '',
    arguments:
      typeof called.arguments === 'object'
        ? JSON.stringify(called.arguments)
        : (textOf(called.arguments) ?? ''),
  }));
}

function usageOf({ usage }: RawCompletion): Answer['usage'] {
  if (usage == null) return undefined;
  const reasoning = usage.completion_tokens_details?.reasoning_tokens;
  return {
    prompt_tokens: usage.prompt_tokens ?? 0,
    completion_tokens: usage.completion_tokens ?? 0,
    ...(typeof reasoning === 'number' && reasoning > 0 && { reasoning_tokens: reasoning }),
  };
}

/** The channels of a completion; null when it holds no message. Reads the first choice only. */
export function toAnswer(completion: RawCompletion): Answer | null {
  const choice = completion.choices?.[0];
  const message = choice?.message;
  if (choice === undefined || message === undefined || message === null) return null;
  const { whole, thinking, refusal: refusedPart } = contentOf(message);
  const field = textOf(message.reasoning_content) ?? textOf(message.reasoning) ?? thinking;
  // Where reasoning has a field of its own, a tag in the content is the model's own words.
  const { answer, reasoning = field } =
    whole === null || field !== undefined ? { answer: whole } : splitReasoning(whole);
  const refusal = textOf(message.refusal) ?? refusedPart;
  const tool_calls = toolCalls(message);
  const model = textOf(completion.model);
  const fingerprint = textOf(completion.system_fingerprint);
  const usage = usageOf(completion);
  const logprobs = choice.logprobs?.content;
  return {
    answer,
    ...(reasoning !== undefined && reasoning !== '' && { reasoning }),
    ...(refusal !== undefined && { refusal }),
    ...(tool_calls && { tool_calls }),
    ...(typeof choice.finish_reason === 'string' && { finish_reason: choice.finish_reason }),
    ...(model !== undefined && { model }),
    ...(fingerprint !== undefined && { system_fingerprint: fingerprint }),
    ...(usage && { usage }),
    ...(Array.isArray(logprobs) && { logprobs: compactLogprobs(logprobs) }),
  };
}
