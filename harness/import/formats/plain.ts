/** Rows of any fields, by the usual names or by those that options give: JSONL, CSV, Parquet. */

import { createHash } from 'node:crypto';
import {
  openParquet,
  readCsv,
  readJsonLines,
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

/** Names of fields, in the order in which they are tried. */
const FIELDS = {
  text: ['text', 'completion', 'response', 'answer', 'output', 'generation', 'generated_text'],
  target: ['target', 'model', 'model_name', 'model_id'],
  prompt: ['prompt', 'messages', 'question', 'instruction', 'input', 'query'],
  language: LANGUAGE_FIELDS,
} as const;

/** Names the rows of logs that were put together of parts: where a row has an id, the row as a whole stands once. */
function idOf(record: unknown): string | undefined {
  const text = toJson(record);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('base64');
}

/** The response in a row. */
function toFound({ where, value: record }: Value, { text, prompt }: ReadOptions): Found | Unread {
  if (record === null || typeof record !== 'object' || Array.isArray(record))
    return { kind: 'unread', where, reason: 'the row is no object with fields' };
  const content = text === undefined ? firstField(record, FIELDS.text) : fieldAt(record, text);
  if (content === undefined) {
    const empty = FIELDS.text.some((name) => fieldAt(record, name) === null);
    if (text !== undefined || !empty) {
      const name = text === undefined ? FIELDS.text.join(', ') : `"${text}"`;
      return { kind: 'unread', where, reason: `the row has no field ${name}; --text names it` };
    }
  }
  const channels = toChannels({ content: content ?? null });
  if (channels === undefined)
    return { kind: 'unread', where, reason: 'the text is of another type than text' };
  const messages = toMessages(
    prompt === undefined ? firstField(record, FIELDS.prompt) : fieldAt(record, prompt),
  );
  const id = textOf(fieldAt(record, 'id'));
  const name = id === undefined ? undefined : idOf(record);
  return {
    kind: 'found',
    where,
    record,
    target: firstField(record, FIELDS.target),
    language: firstField(record, FIELDS.language),
    channels,
    ...(messages ? { messages } : id !== undefined && { promptId: id }),
    ...(name !== undefined && { id: name }),
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
    const known = text === undefined ? FIELDS.text : [text];
    if (!known.some((name) => columns.includes(name)))
      throw new UserError(
        `the CSV has no column ${known.map((name) => `"${name}"`).join(', ')}`,
        path,
        'name the column of the responses with --text',
      );
    for await (const row of readCsv(path)) yield row.kind === 'value' ? toFound(row, options) : row;
  },
};

/** The columns that may be asked for; of a nested one the whole. */
function wanted(columns: readonly string[], { text, language, target, prompt }: ReadOptions): string[] {
  const paths = [...Object.values(FIELDS).flat(), 'id', text, language, target, prompt];
  return columns.filter((column) => paths.some((path) => path === column || path?.startsWith(`${column}.`)));
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
