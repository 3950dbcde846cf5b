/** The rule of tags: known ones, or such with a namespace; no two of an axis, and in a pack one of each. */

import { AXES, axisNames, axisOf, isOwnTag } from '../axes.js';
import type { Rule } from './types.js';

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
