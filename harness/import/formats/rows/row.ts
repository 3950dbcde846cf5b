/** The responses in a row of any fields: in one of the usual names, in one that an option gives, in the chats that it holds. */

import { createHash } from 'node:crypto';
import { shortened, toJson, type Unread, UserError, type Value } from '../../../../files/index.js';
import { toMessages } from '../../../../prompts/bare/index.js';
import { toChannels, toFailure } from '../../channels.js';
import { eachRow } from '../../each.js';
import { fieldAt, textOf } from '../../fields.js';
import type { ReadOptions } from '../../format.js';
import { saidBefore } from '../../questions.js';
import type { Found, ResponseChannels } from '../../response.js';
import {
  beforeTurn,
  type Chat,
  chatAt,
  chatsIn,
  endsWithAnswer,
  lastAnswer,
  type OfRow,
  responsesIn,
  turnAt,
  wrongRoleIn,
} from './chat.js';
import { fieldOf, isKnownName, mayBeGiven, maybeGold, namesOf, questionOf } from './names.js';

/** Of a row that has an id, all that it holds. */
const markOf = (record: unknown): string =>
  createHash('sha256')
    .update(toJson(record) ?? '')
    .digest('base64');

export const quoted = (names: readonly string[]): string =>
  names.map((name) => `"${shortened(name, SHOWN)}"`).join(', ');

/** UTF-16 code units of a field's name, and names, in messages. */
const SHOWN = 40;
export const NAMES_SHOWN = 12;

/**
 * The field that holds the response, where no option names it. Throws UserError where several could: a gold answer, a reference, a
 * prompt taken for a response is a wrong number that says nothing.
 */
function textField(record: object, where: string, prompt: string | undefined): string | undefined {
  const all = namesOf(Object.keys(record), 'text').filter((name) => name !== prompt);
  const texts = all.filter((name) => {
    const value = fieldAt(record, name);
    return value === null || typeof value !== 'object' || Array.isArray(value);
  });
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && maybeGold(only))
    texts.push(
      ...Object.keys(record).filter(
        (name) =>
          name !== prompt && !isKnownName(name) && mayBeGiven(name) && holdsText(fieldAt(record, name)),
      ),
    );
  if (texts.length > 1)
    throw new UserError(`the response could be in ${quoted(texts)}`, where, 'name the field with --text');
  return texts[0] ?? all[0];
}

/** Whether a value holds a text: as it is, or in a list of texts or of objects. */
const holdsText = (value: unknown): boolean =>
  typeof value === 'string' ? /\p{L}/u.test(value) : Array.isArray(value) && value.length > 0;

/** A row that has no field for the response. */
function withoutText(record: object, where: string, text: string | undefined): Unread {
  const names = Object.keys(record);
  const own = names.length === 0 ? 'it has none' : `it has ${quoted(names.slice(0, NAMES_SHOWN))}`;
  const field = text === undefined ? 'for the response' : `"${text}"`;
  return { kind: 'unread', where, reason: `the row has no field ${field} (${own}); --text names it` };
}

/** What a row says of its responses. */
function rowOf({ where }: Value, record: object): OfRow {
  const promptId = textOf(fieldOf(record, 'id'));
  return {
    where,
    record,
    target: fieldOf(record, 'target'),
    language: fieldOf(record, 'language'),
    ...(promptId !== undefined && { promptId, mark: markOf(record) }),
  };
}

/** What stands before a turn of a chat, and the field that the chat is in. */
interface Before {
  readonly field: string;
  readonly messages: Found['messages'];
}

/** What was asked: what stands before it in a chat, unless an option names another field; else by that or the usual names. */
function askedIn(
  record: object,
  { prompt }: ReadOptions,
  before: Before | undefined,
): readonly Found['messages'][] {
  if (before !== undefined && (prompt === undefined || prompt === before.field)) return [before.messages];
  const named = prompt === undefined ? questionOf(record) : fieldAt(record, prompt);
  // Questions of several turns are texts of their own.
  return areTexts(named) ? named.map((text) => toMessages(text)) : [toMessages(named)];
}

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

/** The texts of a field, one as a rule. Completions as vLLM has them are several; parts of one text have types. */
function textsIn(content: unknown): readonly unknown[] {
  if (areTexts(content)) return content;
  const texts = Array.isArray(content) ? content.map((one: unknown) => fieldAt(one, 'text')) : [];
  return areTexts(texts) &&
    texts.length > 1 &&
    !(content as unknown[]).some((one) => fieldAt(one, 'type') !== undefined)
    ? texts
    : [content];
}

/** What stands in a cell for nothing. */
const NOTHING: ReadonlySet<unknown> = new Set([undefined, null, false, 0, '', 'None', 'nan', 'False']);

/** What went wrong, in a row without a text. */
function failureOf(record: object, text: unknown): ResponseChannels | undefined {
  const error = isEmpty(text) ? fieldOf(record, 'error') : undefined;
  return NOTHING.has(error) ? undefined : toFailure(fieldAt(error, 'code'), fieldAt(error, 'code'));
}

/** The responses in a field of a row: several texts are several turns where so many were asked, and else repeats. */
function* inField(
  row: OfRow,
  record: object,
  field: string,
  options: ReadOptions,
  before?: Before,
): Generator<Found | Unread> {
  const { where, promptId, ...rest } = row;
  const texts = textsIn(fieldAt(record, field));
  const said = texts.map((text) => (typeof text === 'string' ? text : null));
  const asked = askedIn(record, options, before);
  const turns = asked.filter((turn) => turn !== undefined);
  const areTurns = turns.length > 1 && turns.length === texts.length;
  const whole = turns.length > 0 ? turns.flat() : undefined;
  const id = textOf(fieldOf(record, 'response'));
  for (const [i, text] of texts.entries()) {
    const failure = failureOf(record, text);
    const channels =
      failure ??
      toChannels({
        content: text,
        reasoning: fieldOf(record, 'reasoning'),
        refusal: fieldOf(record, 'refusal'),
        finish_reason: fieldOf(record, 'finish'),
        latency_ms: fieldOf(record, 'latency'),
      });
    if (channels === undefined) {
      yield { kind: 'unread', where, reason: 'the text is of another type than text' };
      continue;
    }
    const messages = areTurns ? saidBefore(turns, said, i) : whole;
    yield {
      kind: 'found',
      where,
      ...rest,
      channels,
      ...(messages ? { messages } : promptId !== undefined && { promptId }),
      ...(id !== undefined && { id: texts.length > 1 ? `${id}/${i}` : id }),
    };
  }
}

/** The responses in a chat that is a row's response: what was asked may stand beside it. */
function inChat(chat: Chat, row: OfRow, record: object, { prompt }: ReadOptions): Generator<Found | Unread> {
  const asked = prompt === undefined ? questionOf(record) : fieldAt(record, prompt);
  const isBeside = asked !== fieldAt(record, chat.field);
  return responsesIn(chat, row, isBeside ? toMessages(asked) : undefined);
}

/** The response in the field that an option names: of a chat all that the model says in it. */
function* inNamedField(
  row: OfRow,
  record: object,
  text: string,
  options: ReadOptions,
): Generator<Found | Unread> {
  const chat = chatAt(record, text);
  if (chat !== undefined) {
    yield* inChat(chat, row, record, options);
    return;
  }
  if (fieldAt(record, text) === undefined) {
    yield withoutText(record, row.where, text);
    return;
  }
  const turn = turnAt(record, text);
  const before = turn && { field: turn.chat.field, messages: beforeTurn(turn.chat, turn.at) };
  yield* inField(row, record, text, options, before);
}

/** True where a field holds no text that could be told from another one's. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * The responses in a row of any fields: in the field that an option names, else the one that usually holds them, else in its chats. Throws
 * UserError where several fields could hold the response.
 */
export function* responsesOfRow(value: Value, options: ReadOptions): Generator<Found | Unread> {
  const { value: record, where } = value;
  if (record === null || typeof record !== 'object' || Array.isArray(record)) {
    yield { kind: 'unread', where, reason: 'the row is no object with fields' };
    return;
  }
  const wrong = wrongRoleIn(record);
  if (wrong !== undefined) {
    yield { kind: 'unread', where, reason: wrong };
    return;
  }
  const { text, prompt } = options;
  const row = rowOf(value, record);
  if (text !== undefined) {
    yield* inNamedField(row, record, text, options);
    return;
  }
  const field = textField(record, where, prompt);
  const content = field === undefined ? undefined : fieldAt(record, field);
  const chats = chatsIn(record).filter((chat) => chat.field !== prompt);
  if (field === undefined || (isEmpty(content) && chats.length > 0)) {
    if (chats.length === 0) yield withoutText(record, where, text);
    for (const chat of chats) yield* responsesIn(chat, row);
    return;
  }
  const other = chats.find(
    (chat) =>
      endsWithAnswer(chat) && (typeof content !== 'string' || lastAnswer(chat)?.trim() !== content.trim()),
  );
  if (other !== undefined)
    throw new UserError(
      `the response could be in ${quoted([field, other.field])}`,
      where,
      'name the field with --text',
    );
  const own = chatAt(record, field);
  if (own !== undefined) {
    yield* inChat(own, row, record, options);
    return;
  }
  for (const found of inField(row, record, field, options))
    yield found.kind === 'found' ? { ...found, field } : found;
}

/** {@link responsesOfRow} of all that can be read. */
export function responsesOfRows(
  rows: AsyncIterable<Value | Unread>,
  options: ReadOptions,
): AsyncGenerator<Found | Unread> {
  return eachRow(rows, (row) => responsesOfRow(row, options));
}
