/** Reads a file of prompts, whatever its format. */

import { basename, extname } from 'node:path';
import { UserError } from '../files/index.js';
import { toPrompt } from './record.js';
import { type PromptFields, renamed } from './renamed.js';
import { type Row, readRows, type TornRow } from './rows/index.js';
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

function toRead(row: Row | TornRow, id: string, { language, fields }: FileOptions): ReadPrompt {
  const { where } = row;
  try {
    if ('torn' in row) throw new UserError(row.torn, where, row.todo);
    const value = fields === undefined ? row.value : renamed(row.value, fields, where);
    return { kind: 'prompt', where, prompt: toPrompt(value, where, language, id), value };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'wrong', where, error };
    throw error;
  }
}

/**
 * The records of a file of prompts, in order: JSONL, CSV (columns `prompt` or `text`, `language`, `id`...), YAML (a list), or the
 * archive of the Language Confusion Benchmark. An id that is missing is made from the file's name and the line. Throws UserError: no
 * such file.
 */
export function* readPrompts(path: string, options: FileOptions = {}): Generator<ReadPrompt> {
  const name = basename(path, extname(path));
  for (const row of readRows(path)) yield toRead(row, `${name}-${row.line}`, options);
}

/** The prompts of `path`, in order. Throws UserError: no such file, malformed, empty, an id twice. */
export function readPromptFile(path: string, options: FileOptions = {}): Prompt[] {
  const seen = new Map<string, string>();
  const prompts = Array.from(readPrompts(path, options), (read) => {
    if (read.kind === 'wrong') throw read.error;
    const { where, prompt } = read;
    const before = seen.get(prompt.id);
    if (before !== undefined)
      throw new UserError(`the id "${prompt.id}" stands at ${before} too`, where, 'give each prompt its own');
    seen.set(prompt.id, where);
    return prompt;
  });
  if (prompts.length === 0) throw new UserError('the prompt pack is empty', path, 'add at least one prompt');
  return prompts;
}
