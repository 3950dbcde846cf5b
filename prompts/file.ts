/** Reads a file of prompts, whatever its format. */

import { basename, extname } from 'node:path';
import {
  isArchive,
  parseYamlRows,
  readBytes,
  readCsv,
  readJsonLines,
  type Unread,
  UserError,
  unpackedName,
  type Value,
} from '../files/index.js';
import { recordOfBody } from './bodies.js';
import { type PromptFields, renamed } from './fields.js';
import { readLcbRows } from './lcb.js';
import type { Prompt } from './types.js';

export interface FileOptions {
  /** Stands in where a record names no language. */
  readonly language?: string | undefined;
  /** Where the fields of a prompt stand in the file's records, if they are called otherwise. */
  readonly fields?: PromptFields | undefined;
}

/** A prompt and where it stands; or what is wrong there. */
export type ReadPrompt =
  | { readonly kind: 'prompt'; readonly where: string; readonly prompt: Prompt; readonly value: unknown }
  | { readonly kind: 'wrong'; readonly where: string; readonly error: UserError };

/** A row of CSV: empty cells are missing fields. */
function withoutEmpty(row: Value | Unread): Value | Unread {
  if (row.kind === 'unread') return row;
  const cells = Object.entries(row.value as Readonly<Record<string, string>>);
  return { ...row, value: Object.fromEntries(cells.filter(([, cell]) => cell !== '')) };
}

/** How text is read, by the ending of its file's name; otherwise as a list in JSON, which YAML includes, or as JSONL. */
async function* rowsOf(path: string): AsyncGenerator<Value | Unread> {
  if (await isArchive(path)) {
    yield* readLcbRows(path);
    return;
  }
  const bytes = await readBytes(path);
  const ending = extname(unpackedName(path)).toLowerCase();
  const isYaml = ['.yaml', '.yml'].includes(ending);
  if (['.csv', '.tsv'].includes(ending)) {
    for await (const row of readCsv({ name: path, bytes: [bytes] })) yield withoutEmpty(row);
  } else if (isYaml || /^\s*\[/.test(bytes.toString('utf8', 0, 4096))) {
    yield* parseYamlRows(bytes.toString('utf8'), path, 'prompts');
  } else yield* readJsonLines({ name: path, bytes: [bytes] });
}

/**
 * The records of a file of prompts, in order: JSONL, CSV (columns `prompt` or `text`, `language`, `id`...), YAML or JSON (a list), or the
 * archive of the Language Confusion Benchmark; bodies of requests, too. An id that is missing is made from the file's name and the line. Throws UserError: no
 * such file, another encoding, an archive of other things.
 */
export async function* readPrompts(path: string, options: FileOptions = {}): AsyncGenerator<ReadPrompt> {
  const { toPrompt } = await import('./record.js');
  const { language, fields } = options;
  const file = unpackedName(basename(path));
  const name = basename(file, extname(file));
  for await (const row of rowsOf(path)) {
    const { where } = row;
    try {
      if (row.kind === 'unread') throw new UserError(row.reason, where, row.todo);
      const record = recordOfBody(row.value, where);
      const value = fields === undefined ? record : renamed(record, fields, where);
      const prompt = toPrompt(value, where, language, `${name}-${row.number}`);
      yield { kind: 'prompt', where, prompt, value };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield { kind: 'wrong', where, error };
    }
  }
}

/** The prompts of `path`, in order. Throws UserError: no such file, malformed, empty, an id twice in one language. */
export async function readPromptFile(path: string, options: FileOptions = {}): Promise<Prompt[]> {
  const seen = new Map<string, string>();
  const prompts: Prompt[] = [];
  for await (const read of readPrompts(path, options)) {
    if (read.kind === 'wrong') throw read.error;
    const { where, prompt } = read;
    const place = JSON.stringify([prompt.language, prompt.id]);
    const before = seen.get(place);
    if (before !== undefined)
      throw new UserError(`the id "${prompt.id}" stands at ${before} too`, where, 'give each prompt its own');
    seen.set(place, where);
    prompts.push(prompt);
  }
  if (prompts.length === 0) throw new UserError('the prompt pack is empty', path, 'add at least one prompt');
  return prompts;
}
