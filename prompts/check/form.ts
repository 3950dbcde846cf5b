/** Rules of form: the record, its id, its length. */

import { AXES } from '../axes.js';
import { RECORD_FIELDS } from '../record.js';
import type { Rule } from './types.js';

/** UTF-16 code units that the messages of a prompt may have together, unless somebody says otherwise. */
export const LONGEST = 8000;

/** In a pack, a field that no prompt has is a misspelt one. */
export const checkRecord: Rule = function* ({ value }, { pack }) {
  if (pack === undefined || value === null || typeof value !== 'object') return;
  for (const name of Object.keys(value))
    if (!RECORD_FIELDS.includes(name))
      yield `there is no field "${name}"; the fields are ${RECORD_FIELDS.join(', ')}`;
};

/** `ja-everyday-017`: language, task, number; in the pack of regressions that word instead of a task. */
export const checkId: Rule = function* ({ prompt: { id, language, tags = [] } }, { pack }) {
  if (/\s/u.test(id)) yield 'an id has no spaces';
  if (pack === undefined) return;
  const word = pack === language ? AXES.task.find((task) => tags.includes(task)) : pack;
  const form = word === undefined ? null : `${language}-${word}`;
  if (form === null || !id.startsWith(`${form}-`) || !/^\d{3}$/.test(id.slice(form.length + 1)))
    yield `the id is to be ${form ?? `${language}-TASK`}- and three digits`;
  if (pack !== language && AXES.task.every((task) => task !== pack) && pack !== 'regressions')
    yield `the language is ${language}, not that of the pack`;
};

export const checkLength: Rule = function* ({ prompt: { messages } }, { longest = LONGEST }) {
  const length = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (length > longest) yield `${length} characters, of ${longest} at most`;
  if (messages.at(-1)?.role !== 'user') yield 'the last message is to be the user’s';
  if (!messages.some(({ content }) => /\p{L}.*\p{L}/su.test(content))) yield 'there are no two letters in it';
};
