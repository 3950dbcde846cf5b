/** What an answer is: the channels of a chat completion, apart from each other. */

import type { Sample } from '../store/index.js';

/** The fields of a sample that a response decides. */
export type Answer = Pick<
  Sample,
  'answer' | 'reasoning' | 'refusal' | 'finish_reason' | 'model' | 'system_fingerprint' | 'usage'
>;

/** A chat completion as servers really send it: fields missing, null, or of their own. */
export interface RawCompletion {
  readonly choices?: readonly {
    readonly finish_reason?: string | null;
    readonly message?: {
      readonly content?: string | null | readonly { readonly type?: string; readonly text?: string }[];
      readonly reasoning_content?: string | null;
      readonly reasoning?: string | null;
      readonly refusal?: string | null;
    };
  }[];
  readonly model?: string;
  readonly system_fingerprint?: string | null;
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: unknown;
}

/** Reasoning that a server leaves at the head of the content; a chat template may already have sent the opening tag. */
const INLINE_REASONING = /^\s*(?:<think>)?([\s\S]*?)<\/think>\s*/;
const UNCLOSED_REASONING = /^\s*<think>([\s\S]*)$/;

function splitReasoning(content: string): { answer: string; reasoning?: string } {
  const closed = INLINE_REASONING.exec(content);
  if (closed) return { answer: content.slice(closed[0].length), reasoning: closed[1]?.trim() ?? '' };
  const unclosed = UNCLOSED_REASONING.exec(content);
  if (unclosed) return { answer: '', reasoning: unclosed[1]?.trim() ?? '' };
  return { answer: content };
}

/** The channels of a completion; null when it holds no message. Reads the first choice only. */
export function toAnswer(completion: RawCompletion): Answer | null {
  const choice = completion.choices?.[0];
  const message = choice?.message;
  if (choice === undefined || message === undefined || message === null) return null;
  const { content } = message;
  const whole =
    typeof content === 'string' || content == null ? content : content.map(({ text = '' }) => text).join('');
  const { answer, reasoning: inline } = whole == null ? { answer: null } : splitReasoning(whole);
  const reasoning = message.reasoning_content ?? message.reasoning ?? inline;
  const { usage } = completion;
  return {
    answer,
    ...(reasoning != null && reasoning !== '' && { reasoning }),
    ...(message.refusal != null && message.refusal !== '' && { refusal: message.refusal }),
    ...(choice.finish_reason != null && { finish_reason: choice.finish_reason }),
    ...(completion.model !== undefined && { model: completion.model }),
    ...(completion.system_fingerprint != null && { system_fingerprint: completion.system_fingerprint }),
    ...(usage != null && {
      usage: { prompt_tokens: usage.prompt_tokens ?? 0, completion_tokens: usage.completion_tokens ?? 0 },
    }),
  };
}
