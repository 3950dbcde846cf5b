/**
 * One row of a log by itself: whose answer to what, with fields of fixed names. Nothing in other rows decides anything of it, so that rows
 * may be read wherever they lie, in any order.
 */

import { isLanguageTag, type Policy, tagAsWritten } from '../../detectors/bare/index.js';
import { fieldAt, sha256, textOf } from '../../files/index.js';
import { toMessages } from '../../prompts/bare/index.js';
import {
  askedHash,
  MOST_REPEATS,
  type PromptRecord,
  promptHash,
  type Sample,
  sampleKey,
} from '../../store/index.js';
import { toChannels, toFailure } from './channels.js';
import { firstField } from './fields.js';
import type { ResponseChannels } from './response.js';

/** Why a row cannot be read: it is no JSON, no object, has no text, no language, one without a policy, or a field of another kind. */
export const UNREAD = ['json', 'object', 'text', 'language', 'policy', 'field'] as const;
export type UnreadWhy = (typeof UNREAD)[number];

/** A row as a sample, with what was asked where it says so. */
export interface LoggedRow {
  readonly kind: 'row';
  /** As it came; null where there is none. */
  readonly id: unknown;
  readonly sample: Sample;
  readonly record?: PromptRecord;
}

interface UnreadRow {
  readonly kind: 'unread';
  readonly why: UnreadWhy;
  readonly reason: string;
}

const unread = (why: UnreadWhy, reason: string): UnreadRow => ({ kind: 'unread', why, reason });

/** What stands in for fields that a row does not have. */
export interface RowDefaults {
  readonly language?: string | undefined;
  readonly target: string;
}

/** Names of a row, which tell a question where nothing else does. */
const IDS = ['id', 'question_id'] as const;

const isWhole = (value: unknown, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A null stands for nothing, as columns have it. */
const given = (row: object, name: string): unknown => fieldAt(row, name) ?? undefined;

function channelsIn(row: object, text: unknown): ResponseChannels | undefined {
  const error = given(row, 'error');
  if (error !== undefined && error !== false && error !== '')
    return toFailure(fieldAt(error, 'status'), fieldAt(error, 'code'));
  return toChannels({
    content: text ?? null,
    reasoning: given(row, 'reasoning'),
    refusal: given(row, 'refusal'),
    tool_calls: callsIn(given(row, 'tool_calls')),
    finish_reason: given(row, 'finish_reason'),
    model: given(row, 'model'),
    system_fingerprint: given(row, 'system_fingerprint'),
    prompt_tokens: fieldAt(given(row, 'usage'), 'prompt_tokens'),
    completion_tokens: fieldAt(given(row, 'usage'), 'completion_tokens'),
    latency_ms: given(row, 'latency_ms'),
  });
}

/** As samples have them, `{name, arguments}`, or as the API for chat completions has. */
function callsIn(calls: unknown): unknown {
  if (!Array.isArray(calls)) return calls;
  return calls.map((call: unknown) =>
    typeof fieldAt(call, 'name') === 'string' ? { type: 'function', function: call } : call,
  );
}

/** What a field must be, where it is there. */
const FIELDS: Readonly<Record<string, readonly [must: string, test: (value: unknown) => boolean]>> = {
  target: ['a text', (value) => textOf(value) !== undefined],
  repeat: [`a whole number under ${MOST_REPEATS}`, (value) => isWhole(value, MOST_REPEATS - 1)],
  attempts: ['a whole number', (value) => isWhole(value)],
  retried: ['a list of texts', isTexts],
  tags: ['a list of texts', isTexts],
  allow: ['a list of texts', isTexts],
  expect: ['a list of texts', isTexts],
  exempt: ['true or false', (value) => typeof value === 'boolean'],
};

function wrongField(row: object): string | undefined {
  for (const [name, [must, test]] of Object.entries(FIELDS)) {
    const value = given(row, name);
    if (value !== undefined && !test(value)) return `"${name}" must be ${must}`;
  }
  return undefined;
}

function recordOf(row: object, id: string, language: string): PromptRecord | undefined {
  const messages = toMessages(given(row, 'prompt') ?? given(row, 'messages'));
  if (messages === undefined) return undefined;
  const [tags, allow, expect, exempt] = ['tags', 'allow', 'expect', 'exempt'].map((name) => given(row, name));
  return {
    id,
    language,
    messages,
    ...(isTexts(tags) && { tags }),
    ...(isTexts(allow) && { allow }),
    ...(isTexts(expect) && { expect }),
    ...(exempt === false && { exempt }),
  };
}

/** What names the question: the name that it is given, else what users say, else the row's id, else all of the row. */
function questionOf(row: object, language: string): string {
  const named = textOf(given(row, 'prompt_id'));
  if (named !== undefined) return named;
  const messages = toMessages(given(row, 'prompt') ?? given(row, 'messages'));
  if (messages !== undefined) return askedHash({ language, messages }).slice(0, 12);
  return textOf(firstField(row, IDS)) ?? sha256([row]).slice(0, 24);
}

/** The row in a value of JSON, or why there is none. */
export function rowIn(
  value: unknown,
  defaults: RowDefaults,
  policyOf: (tag: string) => Policy | undefined,
): LoggedRow | UnreadRow {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return unread('object', 'it is no object');
  const text = 'text' in value ? value.text : given(value, 'answer');
  const channels = channelsIn(value, text);
  if (channels === undefined || (text === undefined && channels.error === undefined && !hasChannel(channels)))
    return unread('text', text === undefined ? 'it has no "text"' : '"text" is no text');
  const written = given(value, 'language') ?? defaults.language;
  if (typeof written !== 'string') return unread('language', 'it has no "language"');
  const language = tagAsWritten(written);
  if (!isLanguageTag(language)) return unread('language', '"language" is no language tag');
  if (policyOf(language) === undefined) return unread('policy', 'there is no policy for its "language"');
  const wrong = wrongField(value);
  if (wrong !== undefined) return unread('field', wrong);
  const target = textOf(given(value, 'target')) ?? defaults.target;
  const prompt = questionOf(value, language);
  const record = recordOf(value, prompt, language);
  const numbered = given(value, 'repeat');
  const repeat = Number(numbered ?? 0);
  // Answers that nobody numbered are told by what they are.
  const mark = numbered === undefined ? sha256(channels) : record === undefined ? '' : promptHash(record);
  const [key, retried, first] = ['key', 'retried', 'first_token_ms'].map((name) => given(value, name));
  return {
    kind: 'row',
    id: given(value, 'id') ?? null,
    sample: {
      key:
        typeof key === 'string' ? (key as Sample['key']) : sampleKey(target, prompt, mark, repeat, undefined),
      target,
      prompt,
      language,
      repeat,
      attempts: Number(given(value, 'attempts') ?? 0),
      ...(isTexts(retried) && { retried }),
      ...(typeof first === 'number' && { first_token_ms: first }),
      ...channels,
    },
    ...(record && { record }),
  };
}

/** Whether there is something beside a text that is not there. */
const hasChannel = ({ tool_calls, refusal, reasoning }: ResponseChannels): boolean =>
  [tool_calls, refusal, reasoning].some((channel) => channel !== undefined);
