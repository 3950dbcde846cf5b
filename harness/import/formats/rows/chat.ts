/**
 * Chats in rows: `messages`, `conversation`, ShareGPT's `conversations`. What the model says in one are its answers, each to all that
 * stands before it.
 */

import type { Unread } from '../../../../files/index.js';
import { roleOf, toMessages } from '../../../../prompts/bare/index.js';
import { toChannels } from '../../channels.js';
import { fieldAt, textOf } from '../../fields.js';
import type { Found, ResponseChannels } from '../../response.js';

/** Fields that hold a chat, with the field that names its model where a row has two of them (LMSYS's battles). */
const CHATS: readonly (readonly [field: string, model?: string])[] = [
  ['messages'],
  ['conversation'],
  ['conversations'],
  ['chat'],
  ['conversation_a', 'model_a'],
  ['conversation_b', 'model_b'],
];

/** Names of fields that hold chats, for readers that read only what is needed. */
export const CHAT_FIELDS: readonly string[] = CHATS.flatMap(([field, model]) =>
  model === undefined ? [field] : [field, model],
);

/** The turns that a value holds, as a list or as the JSON of one; undefined where it holds none. */
function turnsIn(value: unknown): readonly unknown[] | undefined {
  let list = value;
  if (typeof value === 'string' && /^\s*\[\s*\{/.test(value)) {
    try {
      list = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return Array.isArray(list) && list.some((turn) => roleOf(turn) !== undefined) ? list : undefined;
}

/** Why a chat of a row cannot be read: who says a message of it must be a text. */
export function wrongRoleIn(record: unknown): string | undefined {
  for (const [field] of CHATS) {
    const turns = fieldAt(record, field);
    if (!Array.isArray(turns)) continue;
    const at = (turns as unknown[]).findIndex((turn) => {
      const role = fieldAt(turn, 'role') ?? fieldAt(turn, 'from');
      return role !== null && typeof role === 'object';
    });
    if (at >= 0) return `the role of turn ${at + 1} of "${field}" is no text`;
  }
  return undefined;
}

const isAnswer = (turn: unknown): boolean => roleOf(turn) === 'assistant';

/** Whether a turn says nothing and calls a tool, whose result the model goes on from. */
function isCall(turn: unknown): boolean {
  const calls = fieldAt(turn, 'tool_calls') ?? fieldAt(turn, 'function_call');
  // What called none has an empty list.
  const isNone = Array.isArray(calls) ? calls.length === 0 : calls === null || typeof calls !== 'object';
  return !isNone && textOf(fieldAt(turn, 'content') ?? fieldAt(turn, 'value')) === undefined;
}

/** The places of the model's answers. A turn of its that calls a tool, with another one behind it, is a step to one. */
function answersIn(turns: readonly unknown[]): readonly number[] {
  const last = turns.findLastIndex(isAnswer);
  return turns.flatMap((turn, at) => (isAnswer(turn) && (at === last || !isCall(turn)) ? [at] : []));
}

/** A chat in which the model has said something. */
export interface Chat {
  readonly field: string;
  readonly turns: readonly unknown[];
  readonly model?: unknown;
}

/** The chat in a field, whatever its name; undefined where there is none. */
export function chatAt(record: unknown, field: string): Chat | undefined {
  const turns = turnsIn(fieldAt(record, field));
  return turns?.some(isAnswer) ? { field, turns } : undefined;
}

/** The chats in a row, by their usual names. */
export function chatsIn(record: unknown): readonly Chat[] {
  return CHATS.flatMap(([field, named]) => {
    const chat = chatAt(record, field);
    const model = named === undefined ? undefined : fieldAt(record, named);
    return chat === undefined ? [] : [{ ...chat, ...(model !== undefined && { model }) }];
  });
}

/** True where the last word is the model's: then the chat holds its own answer. */
export const endsWithAnswer = ({ turns }: Chat): boolean => isAnswer(turns.at(-1));

/** What the model says last. */
export const lastAnswer = ({ turns }: Chat): string | undefined =>
  toMessages([turns.findLast(isAnswer)])?.[0]?.content;

function channelsOf(turn: unknown): ResponseChannels | undefined {
  const content = fieldAt(turn, 'content') ?? fieldAt(turn, 'value') ?? null;
  const isObject = content !== null && typeof content === 'object' && !Array.isArray(content);
  return toChannels({
    // As Arena-Hard 2.0 has it.
    content: isObject ? fieldAt(content, 'answer') : content,
    reasoning:
      fieldAt(turn, 'reasoning_content') ??
      fieldAt(turn, 'reasoning') ??
      fieldAt(turn, 'thinking') ??
      fieldAt(turn, 'reasoning_details'),
    refusal: fieldAt(turn, 'refusal'),
    tool_calls: fieldAt(turn, 'tool_calls'),
  });
}

/** What was said before a turn; undefined where nothing was. */
export const beforeTurn = ({ turns }: Chat, at: number): ReturnType<typeof toMessages> =>
  toMessages(turns.slice(0, at));

/** The language of what the user said last before a turn: WildChat has it turn by turn. */
function languageBefore(turns: readonly unknown[], at: number): unknown {
  const asked = turns.slice(0, at).findLast((turn) => roleOf(turn) === 'user');
  return textOf(fieldAt(asked, 'language'));
}

/** What a row says of its responses, whichever they are. */
export type OfRow = Pick<Found, 'where' | 'record' | 'target' | 'language' | 'promptId' | 'mark'>;

/** The answers in a chat, each a response of its own; `asked` is what was said before the first, where that is not in the chat. */
export function* responsesIn(chat: Chat, row: OfRow, asked?: Found['messages']): Generator<Found | Unread> {
  const { turns, field, model } = chat;
  const answers = answersIn(turns);
  for (const [i, at] of answers.entries()) {
    const { where, promptId, ...rest } = row;
    const channels = channelsOf(turns[at]);
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: `the turn ${at + 1} of "${field}" holds no text` };
      continue;
    }
    const messages = beforeTurn(chat, at) ?? asked;
    const language = languageBefore(turns, at);
    const named = promptId === undefined || answers.length === 1 ? promptId : `${promptId}/${i + 1}`;
    yield {
      kind: 'found',
      where,
      ...rest,
      ...(model !== undefined && { target: model }),
      ...(language !== undefined && { language }),
      channels,
      field,
      ...(messages ? { messages } : named !== undefined && { promptId: named }),
    };
  }
}

/** The turn that a path goes to (`messages.1.content`): its chat, and its place in it. */
export function turnAt(
  record: unknown,
  path: string,
): { readonly chat: Chat; readonly at: number } | undefined {
  const steps = path.split('.');
  for (let length = 1; length < steps.length; length++) {
    const step = steps[length] ?? '';
    if (!/^\d+$/.test(step)) continue;
    const field = steps.slice(0, length).join('.');
    const turns = turnsIn(fieldAt(record, field));
    if (turns !== undefined) return { chat: { field, turns }, at: Number(step) };
  }
  return undefined;
}
