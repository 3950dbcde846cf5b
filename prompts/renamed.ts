/** Somebody else's records under the names that prompts have. */

import { fieldAt } from './fields.js';

/** Fields that may be called otherwise. */
export const PROMPT_FIELDS = ['text', 'messages', 'id', 'language', 'tags', 'allow', 'expect'] as const;

/** Where the fields of a prompt stand in somebody else's records: dotted paths. */
export type PromptFields = Partial<Readonly<Record<(typeof PROMPT_FIELDS)[number], string>>>;

/** What is asked stands in one of these. */
const ASKING: ReadonlySet<string> = new Set(['text', 'messages', 'prompt']);

/** The record with the named fields under the names that prompts have; fields that are not named stay what they are. */
export function renamed(record: unknown, fields: PromptFields): unknown {
  if (record === null || typeof record !== 'object') return record;
  const named = Object.entries(fields).flatMap(([name, path]) => {
    const value = fieldAt(record, path);
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const asks = named.some(([name]) => ASKING.has(name));
  const kept = Object.entries(record).filter(([name]) => !asks || !ASKING.has(name));
  return Object.fromEntries([...kept, ...named]);
}
