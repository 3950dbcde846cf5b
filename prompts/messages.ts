/** Chat messages as logs hold them. */

import type { ChatMessage } from './types.js';

/** Roles as other tools name them. What tools say is no part of a prompt. */
const ROLES: Readonly<Record<string, ChatMessage['role']>> = {
  system: 'system',
  developer: 'system',
  _input: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  bot: 'assistant',
  ai: 'assistant',
  model: 'assistant',
};

/** Who says a message of a chat; undefined where it is no message, or another's, such as a tool's. */
export function roleOf(message: unknown): ChatMessage['role'] | undefined {
  if (message === null || typeof message !== 'object') return undefined;
  const { role, from } = message as Record<string, unknown>;
  const said = role ?? from;
  if (typeof said !== 'string') return undefined;
  const named = said.toLowerCase();
  return Object.hasOwn(ROLES, named) ? ROLES[named] : undefined;
}

/** The text of a content: a string, or parts of which some are text. Undefined where it is neither. */
function contentText(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  // Arena-Hard 2.0 keeps an answer so.
  if (content !== null && typeof content === 'object' && 'answer' in content)
    return contentText(content.answer);
  if (!Array.isArray(content)) return undefined;
  return content
    .map((part: { text?: unknown } | string | null) => (typeof part === 'string' ? part : part?.text))
    .filter((text) => typeof text === 'string')
    .join('');
}

function chatMessages(value: unknown): ChatMessage[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages: ChatMessage[] = [];
  for (const one of value as unknown[]) {
    if (one === null || typeof one !== 'object') return undefined;
    const { role, content, from, value: text } = one as Record<string, unknown>;
    const known = roleOf(one);
    const said = contentText(content ?? text);
    if (role === undefined && from === undefined) return undefined;
    if (known !== undefined && said !== undefined && said !== '')
      messages.push({ role: known, content: said });
  }
  return messages.length === 0 ? undefined : messages;
}

/** The prompt that `value` holds: messages, messages as a JSON text, or the text of one question. Undefined where it holds none. */
export function toMessages(value: unknown): readonly ChatMessage[] | undefined {
  if (typeof value !== 'string') return chatMessages(value);
  if (value === '') return undefined;
  if (/^\s*\[\s*\{/.test(value)) {
    try {
      const messages = chatMessages(JSON.parse(value));
      if (messages !== undefined) return messages;
    } catch {}
  }
  return [{ role: 'user', content: value }];
}
