/** Reads a file of prompts: JSONL (one record a line) or CSV (columns `prompt` or `text`, `language`, `id`). */

import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { toPrompt } from './record.js';
import type { Prompt } from './types.js';
import { UserError } from './user-error.js';

interface Row {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly value: unknown;
}

function readJsonLines(text: string, path: string): Row[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [{ line: i + 1, value: JSON.parse(line) as unknown }];
    } catch {
      throw new UserError('this line is not JSON', `${path}:${i + 1}`, 'write one object a line');
    }
  });
}

function readCsv(text: string, path: string): Row[] {
  let rows: { info: { lines: number }; record: Record<string, string> }[];
  try {
    rows = parse(text, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch (error) {
    throw new UserError((error as Error).message, path);
  }
  return rows.map(({ info, record }) => {
    const { prompt, tags, ...rest } = record;
    const filled = Object.entries({
      ...rest,
      ...(prompt !== undefined && { text: prompt }),
      ...(tags && { tags: tags.split(/[\s,;]+/).filter((tag) => tag !== '') }),
    }).filter(([, value]) => value !== '');
    return { line: info.lines, value: Object.fromEntries(filled) };
  });
}

/**
 * The prompts of `path`, in order. `language` stands in where a record has none; an id that is missing is made from the file's
 * name and the line. Throws UserError: no such file, malformed, empty, an id twice.
 */
export function readPromptFile(path: string, language?: string): Prompt[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch {
    throw new UserError('no such file of prompts, or it cannot be read', path);
  }
  const extension = extname(path).toLowerCase();
  const rows = extension === '.csv' ? readCsv(text, path) : readJsonLines(text, path);
  const name = basename(path, extname(path));
  const seen = new Map<string, number>();
  const prompts = rows.map(({ line, value }) => {
    const prompt = toPrompt(value, `${path}:${line}`, language, `${name}-${line}`);
    const before = seen.get(prompt.id);
    if (before !== undefined)
      throw new UserError(`the id "${prompt.id}" stands on line ${before} too`, `${path}:${line}`);
    seen.set(prompt.id, line);
    return prompt;
  });
  if (prompts.length === 0) throw new UserError('the prompt pack is empty', path, 'add at least one prompt');
  return prompts;
}
