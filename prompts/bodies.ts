/** What the body of a request asks, in the words of the API that it is for; and such bodies as records of prompts. */

import { fieldAt, textOf, UserError } from '../files/index.js';
import { roleOf, toMessages } from './messages.js';
import type { ChatMessage } from './types.js';

/** Gemini's `contents` as messages: `[{role, parts}]`, or without a role. */
function ofContents(contents: unknown): readonly { readonly role: unknown; readonly content: unknown }[] {
  return [contents].flat().map((one: unknown) => ({
    role: fieldAt(one, 'role') ?? 'user',
    content: typeof one === 'string' ? one : [fieldAt(one, 'parts') ?? []].flat(),
  }));
}

/** Messages of the other APIs: a text, or a list in which there are other items as well. */
function fromMessages(value: unknown): readonly unknown[] {
  const list = Array.isArray(value) ? value.filter((one) => fieldAt(one, 'role') !== undefined) : value;
  return toMessages(list) ?? [];
}

/** What stands before the messages: `system` of Messages, `instructions` of Responses, `systemInstruction` of Gemini. */
function leadOf(body: unknown): readonly unknown[] {
  const system = fieldAt(body, 'system') ?? fieldAt(body, 'instructions');
  const gemini = fieldAt(body, 'systemInstruction') ?? fieldAt(body, 'system_instruction');
  const content = system ?? fieldAt(gemini, 'parts');
  return content == null
    ? []
    : [{ role: 'system', content: typeof content === 'string' ? content : [content].flat() }];
}

/**
 * The messages of a request's body: of chat completions and Anthropic's Messages (`messages`), of Responses (`input`), of Gemini
 * (`contents`), of completions (`prompt`). Undefined where it asks nothing in text.
 */
export function messagesOfBody(body: unknown): readonly ChatMessage[] | undefined {
  const contents = fieldAt(body, 'contents');
  const said =
    contents === undefined
      ? fromMessages(fieldAt(body, 'messages') ?? fieldAt(body, 'input') ?? fieldAt(body, 'prompt'))
      : ofContents(contents);
  if (said.length === 0) return undefined;
  return toMessages([...leadOf(body), ...said]);
}

/** The body of a request in a line of a Batch's input: OpenAI's `body`, Anthropic's `params`, Gemini's `request`. */
export function bodyIn(line: unknown): object | undefined {
  for (const name of ['body', 'params', 'request']) {
    const body = fieldAt(line, name);
    if (body !== null && typeof body === 'object') return body;
  }
  return undefined;
}

/** The messages of a body as they stand, tools' with them; none where it asks with a text. */
function messagesIn(body: unknown): readonly unknown[] {
  const contents = fieldAt(body, 'contents');
  const list =
    contents === undefined ? (fieldAt(body, 'messages') ?? fieldAt(body, 'input')) : ofContents(contents);
  return Array.isArray(list) ? list : [];
}

const isText = (content: unknown): boolean =>
  typeof content === 'string' ||
  (Array.isArray(content) &&
    content.every((part) => typeof part === 'string' || typeof fieldAt(part, 'text') === 'string'));

/** Throws UserError where a message is one that cannot be asked in text. */
function checkMessage(message: unknown, number: number, where: string): void {
  const named = `the message ${number}`;
  const calls = fieldAt(message, 'tool_calls') ?? fieldAt(message, 'function_call');
  if (roleOf(message) === undefined || (calls != null && !(Array.isArray(calls) && calls.length === 0)))
    throw new UserError(
      `${named} is a tool's or calls one, which is not asked`,
      where,
      'leave the record out',
    );
  if (!isText(fieldAt(message, 'content')))
    throw new UserError(`${named} is not of text alone`, where, 'leave the record out');
}

/** True for messages as records of prompts have them, or for what is none at all. */
const isPlain = (message: unknown): boolean =>
  message === null ||
  typeof message !== 'object' ||
  (typeof fieldAt(message, 'content') === 'string' &&
    ['system', 'user', 'assistant'].includes(String(fieldAt(message, 'role'))) &&
    Object.keys(message).every((name) => name === 'role' || name === 'content'));

/**
 * A record of prompts in which a request's body has become one: the line of a Batch's input by its `custom_id`, or messages with more in
 * them than role and text. Others stay as they are. Throws UserError, naming the place `where`, where it cannot be asked in text.
 */
export function recordOfBody(value: unknown, where: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  const inner = 'messages' in value || 'text' in value || 'prompt' in value ? undefined : bodyIn(value);
  const body: unknown = inner ?? value;
  // Of a record that is no body, other fields may be anything.
  const list = messagesIn(inner ?? { messages: fieldAt(value, 'messages') });
  if (inner === undefined && list.every(isPlain)) return value;
  for (const [i, message] of list.entries()) checkMessage(message, i + 1, where);
  const id =
    textOf(fieldAt(value, 'id')) ?? textOf(fieldAt(value, 'custom_id')) ?? textOf(fieldAt(value, 'key'));
  return { ...value, ...(id !== undefined && { id }), messages: messagesOfBody(body) };
}
