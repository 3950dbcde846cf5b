/** The samples in a file of training data: JSONL, lists in JSON, Parquet, packed or not. */

import {
  openParquet,
  readDocument,
  readHead,
  readItems,
  readJsonLines,
  type Source,
  type Unread,
  UserError,
  type Value,
} from '../../files/index.js';
import { type ChatMessage, toMessages } from '../../prompts/bare/index.js';
import type { TrainingSample } from '../counting/index.js';

/** Fields that hold a chat. */
const CHATS = ['messages', 'conversations', 'conversation', 'chat'] as const;
/** Fields that hold what is to be written, and those that hold what is asked, where there is no chat. */
const WRITTEN = ['completion', 'output', 'response', 'text'] as const;
const ASKED = ['prompt', 'instruction', 'input', 'system'] as const;

const FIELDS: readonly string[] = [...CHATS, ...WRITTEN, ...ASKED];

const fieldOf = (record: object, name: string): unknown =>
  Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined;

const isTarget = ({ role }: ChatMessage): boolean => role === 'assistant';

const contents = (messages: readonly ChatMessage[]): string[] => messages.map(({ content }) => content);

/** Texts of a field: of a list of messages each one's. */
const textsIn = (value: unknown): string[] => contents(toMessages(value) ?? []);

function fromChat(record: object): TrainingSample | undefined {
  for (const name of CHATS) {
    const value = fieldOf(record, name);
    if (value === undefined || value === null) continue;
    const messages = toMessages(value) ?? [];
    if (!messages.some(isTarget)) continue;
    return {
      targets: contents(messages.filter(isTarget)),
      read: contents(messages.filter((message) => !isTarget(message))),
    };
  }
  return undefined;
}

function fromFields(record: object): TrainingSample | undefined {
  for (const name of WRITTEN) {
    const value = fieldOf(record, name);
    const targets = typeof value === 'string' ? (value === '' ? [] : [value]) : textsIn(value);
    if (targets.length === 0) continue;
    return { targets, read: ASKED.flatMap((asked) => textsIn(fieldOf(record, asked))) };
  }
  return undefined;
}

/** The sample in a row: the answers of a chat, or the text; undefined where there is nothing to be written in it. */
export function sampleOf(value: unknown): TrainingSample | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { targets: [value], read: [] };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return fromChat(value) ?? fromFields(value);
}

async function* parquetRows(path: string): AsyncGenerator<Value | Unread> {
  const parquet = await openParquet(path);
  try {
    const columns = parquet.columns.filter((name) => FIELDS.includes(name));
    if (columns.length === 0)
      throw new UserError(
        'the Parquet file has no column of samples',
        path,
        `these are read: ${FIELDS.join(', ')}`,
      );
    yield* parquet.rows(columns);
  } finally {
    await parquet.close();
  }
}

/** A file that is one sample: one object over several lines, or on one that is too long to be looked at as a whole. */
async function* oneRow(path: string, source: Source): AsyncGenerator<Value> {
  yield { kind: 'value', where: path, number: 1, value: await readDocument(source) };
}

/** The rows of a file. Throws UserError: no such file, of another form, damaged. */
export async function rowsOf(path: string): Promise<AsyncIterable<Value | Unread>> {
  const { kind, form, source, names } = await readHead(path);
  if (kind === 'parquet') return parquetRows(path);
  if (kind === 'text' && form === 'lines') return readJsonLines(source);
  if (kind === 'text' && form === 'list') return readItems(source);
  if (kind === 'text' && form === 'document' && FIELDS.some((name) => names.has(name)))
    return oneRow(path, source);
  throw new UserError('this is no file of samples', path, 'JSONL, lists in JSON and Parquet are read');
}
