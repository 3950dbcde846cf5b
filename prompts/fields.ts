/** Names of fields: those of a record of prompts, and somebody else's under them. */

import { fieldAt, UserError } from '../files/index.js';

/** Fields that a record may have. */
export const RECORD_FIELDS = [
  'id',
  'language',
  'text',
  'prompt',
  'messages',
  'tags',
  'allow',
  'exempt',
  'expect',
  'reported',
  'note',
] as const;

/** Fields that may be called otherwise. */
export const PROMPT_FIELDS = ['text', 'messages', 'id', 'language', 'tags', 'allow', 'expect'] as const;

/** Where the fields of a prompt stand in somebody else's records: dotted paths. */
export type PromptFields = Partial<Readonly<Record<(typeof PROMPT_FIELDS)[number], string>>>;

/** What is asked stands in one of these. */
const ASKING: ReadonlySet<string> = new Set(['text', 'messages', 'prompt']);

/**
 * The record with the named fields under the names that prompts have; fields that are not named stay what they are. Where a named field is
 * missing, none takes its place: what is asked is never another column than the one that was meant. Throws UserError, naming the place
 * `where`: what is asked is named, and missing.
 */
export function renamed(record: unknown, fields: PromptFields, where: string): unknown {
  if (record === null || typeof record !== 'object') return record;
  const named = Object.entries(fields).flatMap(([name, path]) => {
    const value = fieldAt(record, path);
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const asking = Object.entries(fields).filter(([name]) => ASKING.has(name));
  if (asking.length > 0 && !named.some(([name]) => ASKING.has(name))) {
    const paths = asking.map(([, path]) => `"${path}"`).join(' or ');
    throw new UserError(`there is no field ${paths}, or it is empty`, where, 'name the field that is asked');
  }
  const kept = Object.entries(record).filter(
    ([name]) => !(name in fields || (asking.length > 0 && ASKING.has(name))),
  );
  return Object.fromEntries([...kept, ...named]);
}
