/** What an answer is: the channels of a chat completion, as the server has set them apart. Reasoning within the content stays there. */

import { toJson } from '../../files/index.js';
import type { Answered, Logprobs, Refused, TokenName, ToolCall, Usage } from '../../store/index.js';
import { isKnownChoice } from './shape.js';

/** The fields of a sample that a response decides. */
export type Answer = Answered | Refused;

/** A part of a content that is no string. */
interface RawPart {
  readonly type?: string;
  readonly text?: unknown;
  readonly refusal?: unknown;
  readonly thinking?: unknown;
  readonly reasoning?: unknown;
  readonly summary?: unknown;
  /** Gemini's mark of a part that thinks. */
  readonly thought?: unknown;
}

export interface RawMessage {
  readonly content?: string | null | readonly (RawPart | string)[];
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
  readonly thinking?: unknown;
  readonly reasoning_details?: unknown;
  readonly refusal?: unknown;
  readonly tool_calls?: readonly RawToolCall[] | null;
}

export interface RawToolCall {
  readonly index?: number | null;
  readonly id?: unknown;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown } | null;
}

interface RawToken {
  readonly token: string;
  readonly logprob: number | null;
  readonly bytes?: readonly number[] | null;
  /** In place of `logprob` where llama.cpp was asked for `post_sampling_probs`. */
  readonly prob?: unknown;
}

export interface RawLogprob extends RawToken {
  readonly top_logprobs?: readonly RawToken[];
  /** With `prob`. */
  readonly top_probs?: readonly RawToken[];
}

export interface RawUsage {
  readonly prompt_tokens?: unknown;
  readonly completion_tokens?: unknown;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: unknown } | null;
}

/** A chat completion as servers really send it: fields missing, null, or of their own. */
export interface RawCompletion {
  readonly choices?: readonly {
    readonly index?: unknown;
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

/** Text of a field that may hold anything, also parts, whose own texts are no parts again; undefined where there is none. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const texts = value.map((part: RawPart | null) => part?.text);
    return texts.filter((text) => typeof text === 'string').join('') || undefined;
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Types of parts that think: `thinking`, `reasoning`, `reasoning_text`, OpenRouter's `reasoning.summary`, `thought`. */
const THINKS = /^(?:thinking|reasoning|thought)/;

const isThought = ({ type, thinking, thought }: RawPart): boolean =>
  thought === true || (typeof type === 'string' ? THINKS.test(type) : textOf(thinking) !== undefined);

/** What a part thinks, whatever it is called; what is encrypted says nothing. */
const thoughtIn = ({ thinking, reasoning, text, summary }: RawPart): string =>
  textOf(thinking) ?? textOf(reasoning) ?? textOf(text) ?? textOf(summary) ?? '';

/** Fields that hold reasoning as text, by their precedence: some servers fill several with the same. */
export const REASONING_FIELDS = ['reasoning_content', 'reasoning', 'thinking'] as const;

/** OpenRouter's list of pieces. */
export function detailed({ reasoning_details: details }: RawMessage): string | undefined {
  if (!Array.isArray(details)) return undefined;
  return (details as readonly (RawPart | null)[]).map((one) => thoughtIn(one ?? {})).join('') || undefined;
}

/** A content, or a piece of one, as text: null where there is none. Of parts, those that think or refuse stand apart. */
export function contentOf({ content }: RawMessage): {
  whole: string | null;
  thinking?: string;
  refusal?: string;
} {
  if (typeof content === 'string') return { whole: content };
  if (!Array.isArray(content)) return { whole: null };
  const parts = (content as readonly (RawPart | string | null)[]).map((part) =>
    typeof part === 'string' ? { text: part } : (part ?? {}),
  );
  const said = parts.filter((part) => !isThought(part));
  const thinking = parts.filter(isThought).map(thoughtIn).join('');
  const refusal = said.map((part) => textOf(part.refusal) ?? '').join('');
  const whole = said.map((part) => textOf(part.text) ?? '').join('');
  return { whole, ...(thinking && { thinking }), ...(refusal && { refusal }) };
}

function toolCalls({ tool_calls: calls }: RawMessage): readonly ToolCall[] | undefined {
  if (!Array.isArray(calls) || calls.length === 0) return undefined;
  return (calls as readonly RawToolCall[]).map((call) => {
    const { name, arguments: given } = call?.function ?? {};
    return {
      name: textOf(name) ?? '',
      arguments: (typeof given === 'object' ? toJson(given) : textOf(given)) ?? '',
    };
  });
}

/** A count, which some servers write as a string; undefined for anything else: what is not known is not 0. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof count === 'number' && count >= 0 && count <= Number.MAX_SAFE_INTEGER ? count : undefined;
}

/** Undefined where either side is not counted: half a count would make an answer look cheap. */
function usageOf({ usage }: RawCompletion): Usage | undefined {
  if (usage == null) return undefined;
  const [prompt, completion] = [countOf(usage.prompt_tokens), countOf(usage.completion_tokens)];
  if (prompt === undefined || completion === undefined) return undefined;
  const reasoning = countOf(usage.completion_tokens_details?.reasoning_tokens) ?? 0;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    ...(reasoning > 0 && { reasoning_tokens: reasoning }),
  };
}

const decoder = new TextDecoder();

const areBytes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 0xff);

/** The token as text; as its bytes where it is a piece of a character, which text would lose. */
function nameOf({ token, bytes }: RawToken): TokenName {
  if (!areBytes(bytes)) return typeof token === 'string' ? token : '';
  // ASCII servers escape such pieces, others put U+FFFD: either way the text is another one than the bytes are.
  return decoder.decode(Uint8Array.from(bytes)) === token && !token.includes('\ufffd') ? token : bytes;
}

/** Four decimals: more is noise between two calls with the same text. Null stays: no probability is none, and not 1. */
const rounded = (logprob: number | null): number | null =>
  typeof logprob === 'number' ? Math.round(logprob * 10_000) / 10_000 : null;

/** A probability of nothing is none: its logarithm is no number that JSON has. */
const logprobOf = ({ logprob, prob }: RawToken): number | null =>
  rounded(logprob === undefined && typeof prob === 'number' && prob > 0 ? Math.log(prob) : logprob);

const isToken = (value: unknown): boolean => value !== null && typeof value === 'object';

/**
 * `[token, logprob, [[token, logprob], ...]]` for each token of the answer, a tenth of what the API sends; the third part is missing
 * where none was asked for.
 */
function compactLogprobs(tokens: readonly RawLogprob[]): Logprobs {
  return tokens.filter(isToken).map((one) => {
    const own = [nameOf(one), logprobOf(one)] as const;
    const others = one.top_logprobs ?? one.top_probs;
    const top = Array.isArray(others) ? others.filter(isToken) : [];
    if (top.length === 0) return own;
    return [...own, top.map((other) => [nameOf(other), logprobOf(other)] as const)] as const;
  });
}

/** The choice of a response that is read: the one that came first, of a stream that of the index that came first. */
export function choiceOf<Choice extends { readonly index?: unknown } | null>(
  choices: readonly Choice[] | null | undefined,
  index: unknown = 0,
): Choice | undefined {
  return Array.isArray(choices)
    ? (choices as readonly Choice[]).find((choice) => (choice?.index ?? 0) === index)
    : undefined;
}

/** The choice of a whole completion that is read; undefined where there is none. */
export function firstChoice({ choices }: Pick<RawCompletion, 'choices'>) {
  const choice = choiceOf(choices) ?? (Array.isArray(choices) ? choices[0] : undefined);
  return choice !== null && typeof choice === 'object' ? choice : undefined;
}

/**
 * The channels of a completion; null when it holds no message, or may hold an answer in a place that nobody knows. Reads the first choice
 * only. A choice that has ended without a message is an empty answer: so gateways to Gemini have it where thinking took all tokens.
 */
export function toAnswer(completion: RawCompletion): Answer | null {
  const choice = firstChoice(completion);
  if (choice === undefined || !isKnownChoice(choice)) return null;
  const message = choice.message ?? (textOf(choice.finish_reason) === undefined ? null : {});
  if (message === null) return null;
  const { whole, thinking, refusal: refusedPart } = contentOf(message);
  const fields = REASONING_FIELDS.map((name) => textOf(message[name]));
  const reasoning = fields.find((text) => text !== undefined) ?? detailed(message) ?? thinking;
  const refusal = textOf(message.refusal) ?? refusedPart;
  const tool_calls = toolCalls(message);
  const finish = textOf(choice.finish_reason);
  const model = textOf(completion.model);
  const fingerprint = textOf(completion.system_fingerprint);
  const usage = usageOf(completion);
  const logprobs = choice.logprobs?.content;
  const thought = reasoning !== undefined && reasoning !== '' && { reasoning };
  const rest = {
    ...(tool_calls && { tool_calls }),
    ...(finish !== undefined && { finish_reason: finish }),
    ...(model !== undefined && { model }),
    ...(fingerprint !== undefined && { system_fingerprint: fingerprint }),
    ...(usage && { usage }),
    ...(Array.isArray(logprobs) && { logprobs: compactLogprobs(logprobs) }),
  };
  return { answer: whole, ...thought, ...(refusal !== undefined && { refusal }), ...rest };
}
