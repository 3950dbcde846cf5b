/** What of a conversation is asked, and what stands over it. */

import type { ChatMessage, Prompt } from './types.js';

/** What users say, message by message; all that is said where nobody is a user. */
export function requestsIn(messages: readonly ChatMessage[]): readonly string[] {
  const users = messages.filter(({ role }) => role === 'user');
  return (users.length === 0 ? messages : users).map(({ content }) => content);
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
