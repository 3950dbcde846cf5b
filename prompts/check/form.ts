/** Rules of form: the record, its id, its tags, its text, its length. */

import { AXES, axisNames, axisOf, isOwnTag } from '../axes.js';
import { RECORD_FIELDS } from '../fields.js';
import { isSpecialPack } from '../packs.js';
import type { Rule } from './types.js';

/** UTF-16 code units that the messages of a prompt may have together, unless somebody says otherwise. */
export const LONGEST = 8000;

/** In a pack, a field that no prompt has is a misspelt one. */
export const checkRecord: Rule = function* ({ value }, { pack }) {
  if (pack === undefined || value === null || typeof value !== 'object') return;
  for (const name of Object.keys(value))
    if (!RECORD_FIELDS.some((field) => field === name))
      yield `there is no field "${name}"; the fields are ${RECORD_FIELDS.join(', ')}`;
};

/** `ja-everyday-014`: language, task, number; in a pack of no one language its name instead of a task. */
export const checkId: Rule = function* ({ prompt: { id, language, tags = [] } }, { pack }) {
  if (/\s/u.test(id)) yield 'an id has no spaces';
  if (pack === undefined) return;
  if (!isSpecialPack(pack) && language !== pack) yield `the language is ${language}, not that of the pack`;
  const word = isSpecialPack(pack) ? pack : AXES.task.find((task) => tags.includes(task));
  const form = `${language}-${word ?? 'TASK'}-`;
  if (!id.startsWith(form) || !/^\d{3}$/.test(id.slice(form.length)))
    yield `the id is to be ${form} and three digits`;
};

/** Known tags, or such with a namespace; no two of an axis, and in a pack one of each. */
export const checkTags: Rule = function* ({ prompt: { tags = [], messages } }, { pack }) {
  for (const tag of tags)
    if (axisOf(tag) === undefined && !isOwnTag(tag))
      yield `there is no tag "${tag}"; one of your own has a namespace, such as team:${tag}`;
  if (new Set(tags).size < tags.length) yield 'a tag stands twice';
  for (const axis of axisNames) {
    const found = tags.filter((tag) => axisOf(tag) === axis);
    if (found.length > 1) yield `two tags of one axis: ${found.join(' and ')}`;
    if (found.length === 0 && pack !== undefined) yield `it has no ${axis}: ${AXES[axis].join(', ')}`;
  }
  const has = (role: string): boolean => messages.some((message) => message.role === role);
  if (tags.includes('system-prompt') && !has('system')) yield 'system-prompt, and no system message';
  if (tags.includes('multi-turn') && !has('assistant')) yield 'multi-turn, and only one turn';
};

/** Left of a program that made the prompt, or of another encoding. */
const SCRAPS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Cc}--[\n\t\r]]/v, 'a control character'],
  [/[\u202a-\u202e\u2066-\u2069]/u, 'a control of the direction of text'],
  [/\ufffd/u, 'a character that was lost (U+FFFD)'],
  [/Ã[\u0080-\u00bf]|â€|Â[\u00a0-\u00bf]|Ð[\u0080-\u00bf]Ð?/u, 'UTF-8 that was read as Latin-1'],
  [/&(?:[a-z]+|#\d+|#x[\da-f]+);/iu, 'an HTML entity'],
  [/\\u[\da-f]{4}/iu, 'an escape of JSON'],
  [/\{\{[^{}]*\}\}/u, 'a template that was not filled in'],
];

export const checkText: Rule = function* ({ prompt: { messages, tags = [] } }) {
  // Programs and their output may hold any of these.
  if (tags.includes('code-with-comments') || tags.includes('mixed-context')) return;
  for (const { content } of messages)
    for (const [pattern, what] of SCRAPS) {
      const [found] = pattern.exec(content) ?? [];
      if (found !== undefined) yield `${what}: ${JSON.stringify(found)}`;
    }
};

export const checkLength: Rule = function* ({ prompt: { messages } }, { longest = LONGEST }) {
  const length = messages.reduce((sum, { content }) => sum + content.length, 0);
  if (length > longest) yield `${length} characters, of ${longest} at most`;
  if (messages.at(-1)?.role !== 'user') yield 'the last message is to be the user’s';
  if (!messages.some(({ content }) => /\p{L}.*\p{L}/su.test(content))) yield 'there are no two letters in it';
};
