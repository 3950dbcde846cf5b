/** System messages: what stands over a conversation, and is no part of what is asked in it. */

import type { ChatMessage, Prompt } from './types.js';

/** What of a prompt is asked, and what stands over it. A prompt of nothing but system messages asks by them. */
export interface Conversation {
  readonly asked: readonly ChatMessage[];
  readonly system: readonly ChatMessage[];
}

export function conversationOf(messages: readonly ChatMessage[]): Conversation {
  const asked = messages.filter(({ role }) => role !== 'system');
  if (asked.length === 0) return { asked: messages, system: [] };
  return { asked, system: messages.filter(({ role }) => role === 'system') };
}

/** The prompt under a further system message: before its own one, since many a chat template takes one alone. */
export function underSystem(prompt: Prompt, system: string | undefined): Prompt {
  if (system === undefined) return prompt;
  const [first, ...rest] = prompt.messages;
  const messages: readonly ChatMessage[] =
    first?.role === 'system'
      ? [{ role: 'system', content: `${system}\n\n${first.content}` }, ...rest]
      : [{ role: 'system', content: system }, ...prompt.messages];
  return { ...prompt, messages };
}
