/** Rows of any fields, by the usual names or by those that options give: JSONL, CSV, Parquet. */

import { createHash } from 'node:crypto';
import {
  openParquet,
  readCsv,
  readJsonLines,
  shortened,
  toJson,
  type Unread,
  UserError,
  type Value,
} from '../../../files/index.js';
import { toMessages } from '../../../prompts/index.js';
import { toChannels } from '../channels.js';
import { fieldAt, firstField, LANGUAGE_FIELDS, textOf } from '../fields.js';
import type { Format, ReadOptions } from '../format.js';
import type { Found } from '../response.js';

/** Names of fields, in any case, with or without `_` and `-`; in the order in which they are tried, but for the response. */
const FIELDS = {
  text: [
    'text',
    'completion',
    'response',
    'answer',
    'output',
    'generation',
    'generated_text',
    'prediction',
    'model_answer',
    'model_output',
    'model_response',
  ],
  reasoning: ['reasoning', 'reasoning_content', 'thinking', 'reasoning_details'],
  finish: ['finish_reason', 'stop_reason'],
  refusal: ['refusal'],
  latency: ['latency_ms'],
  target: ['target', 'model', 'model_name', 'model_id'],
  prompt: ['prompt', 'messages', 'question', 'instruction', 'input', 'query'],
  language: LANGUAGE_FIELDS,
  id: ['id'],
  /** What names the response itself: of two rows with one the second says nothing new. */
  response: ['response_id', 'completion_id', 'sample_id', 'generation_id'],
} as const;

/** Longest and most names of which it is remembered how they are written plainly. */
const LONGEST_NAME = 40;
const REMEMBERED = 1000;
const plainNames = new Map<string, string>();

/** A name without case, `_`, `-` and spaces. */
function plainName(name: string): string {
  let plain = plainNames.get(name);
  if (plain === undefined) {
    plain = name.toLowerCase().replace(/[\s_-]+/g, '');
    if (name.length <= LONGEST_NAME && plainNames.size < REMEMBERED) plainNames.set(name, plain);
  }
  return plain;
}

type Kind = keyof typeof FIELDS;

const PLAIN = new Map(
  Object.entries(FIELDS).map(([kind, names]) => [kind as Kind, new Set(names.map(plainName))]),
);

/** The names in a row or a header that are of a kind, in their order. */
const namesOf = (own: readonly string[], kind: Kind): string[] =>
  own.filter((name) => PLAIN.get(kind)?.has(plainName(name)));

/** The value of the first field of a kind that is there and not null: by the usual names in their order, else by others that differ in writing. */
function fieldOf(record: object, kind: Kind): unknown {
  return firstField(record, FIELDS[kind]) ?? firstField(record, namesOf(Object.keys(record), kind));
}

/** Of a row that has an id, all that it holds. */
const markOf = (record: unknown): string =>
  createHash('sha256')
    .update(toJson(record) ?? '')
    .digest('base64');

const quoted = (names: readonly string[]): string =>
  names.map((name) => `"${shortened(name, SHOWN)}"`).join(', ');

/** UTF-16 code units of a field's name, and names, in messages. */
const SHOWN = 40;
const NAMES_SHOWN = 12;

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
  if (texts.length > 1)
    throw new UserError(`the response could be in ${quoted(texts)}`, where, 'name the field with --text');
  return texts[0] ?? all[0];
}

/** The response in a row. */
function toFound({ where, value: record }: Value, { text, prompt }: ReadOptions): Found | Unread {
  if (record === null || typeof record !== 'object' || Array.isArray(record))
    return { kind: 'unread', where, reason: 'the row is no object with fields' };
  const field = text ?? textField(record, where, prompt);
  const content = field === undefined ? undefined : fieldAt(record, field);
  if (content === undefined) {
    const names = Object.keys(record);
    const own = names.length === 0 ? 'it has none' : `it has ${quoted(names.slice(0, NAMES_SHOWN))}`;
    const reason =
      text === undefined
        ? `the row has no field for the response (${own}); --text names it`
        : `the row has no field "${text}" (${own}); --text names it`;
    return { kind: 'unread', where, reason };
  }
  const channels = toChannels({
    content,
    reasoning: fieldOf(record, 'reasoning'),
    refusal: fieldOf(record, 'refusal'),
    finish_reason: fieldOf(record, 'finish'),
    latency_ms: fieldOf(record, 'latency'),
  });
  if (channels === undefined)
    return { kind: 'unread', where, reason: 'the text is of another type than text' };
  const messages = toMessages(prompt === undefined ? fieldOf(record, 'prompt') : fieldAt(record, prompt));
  const promptId = textOf(fieldOf(record, 'id'));
  const id = textOf(fieldOf(record, 'response'));
  return {
    kind: 'found',
    where,
    record,
    target: fieldOf(record, 'target'),
    language: fieldOf(record, 'language'),
    channels,
    ...(text === undefined && field !== undefined && { field }),
    ...(messages ? { messages } : promptId !== undefined && { promptId }),
    ...(id !== undefined && { id }),
    ...(promptId !== undefined && { mark: markOf(record) }),
  };
}

export const jsonl: Format = {
  name: 'jsonl',
  files: 'JSONL, an object a line, with --text, --language, --target, --prompt',
  sniff: ({ json }) => json,
  async *read({ path }, options) {
    for await (const row of readJsonLines(path)) yield row.kind === 'value' ? toFound(row, options) : row;
  },
};

export const csv: Format = {
  name: 'csv',
  files: 'CSV with a header',
  sniff: ({ columns }) => columns.length > 1,
  async *read({ path, columns }, options) {
    const { text } = options;
    if (text === undefined ? namesOf(columns, 'text').length === 0 : !columns.includes(text))
      throw new UserError(
        `the CSV has no column ${text === undefined ? 'for the response' : `"${text}"`} (it has ${quoted(columns.slice(0, NAMES_SHOWN))})`,
        path,
        'name the column of the responses with --text',
      );
    for await (const row of readCsv(path)) yield row.kind === 'value' ? toFound(row, options) : row;
  },
};

/** The columns that may be asked for; of a nested one the whole. */
function wanted(columns: readonly string[], { text, language, target, prompt }: ReadOptions): string[] {
  const known = new Set([...PLAIN.keys()].flatMap((kind) => namesOf(columns, kind)));
  const paths = [text, language, target, prompt];
  return columns.filter(
    (column) => known.has(column) || paths.some((path) => path === column || path?.startsWith(`${column}.`)),
  );
}

export const parquet: Format = {
  name: 'parquet',
  files: 'Parquet',
  sniff: ({ kind }) => kind === 'parquet',
  async *read({ path }, options) {
    const { columns, rows } = await openParquet(path);
    for await (const row of rows(wanted(columns, options)))
      yield row.kind === 'value' ? toFound(row, options) : row;
  },
};
