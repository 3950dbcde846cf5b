/** A prompt without the words of other scripts that it forbids, one or a list: "never use 你好 or 谢谢" gives no terms. */

import { policyFor } from '../policy/index.js';
import type { LanguageTag, Span } from '../types.js';
import { isForbidden, isTranslated } from './forbidding.js';
import { displaysOf } from './mentions.js';

/** Letters in all from which on words are no list, but a text to work on. */
const TEXT = 25;

/** What stands between the words of a list: marks, and one short word. */
const BETWEEN = /^[^\p{L}.!?。！？\n]{0,6}(?:[\p{L}\p{M}]{1,6}[^\p{L}.!?。！？\n]{0,4})?$/u;

/** What stands between a list and the clause that it belongs to: "these words: 你好, 谢谢". */
const OPENING = /[\s\p{Ps}\p{Pi}"'„]*$/u;
const LIST_OPENING = /[\s\p{Ps}\p{Pi}"'„:：]*$/u;

const words = new Map<LanguageTag, RegExp | undefined>();

/** Finds runs of letters that are neither Latin nor of a script of `own`. */
function otherWords(own: LanguageTag): RegExp | undefined {
  if (!words.has(own)) {
    const scripts = policyFor(own)?.scripts;
    const known = ['Latn', 'Zinh', 'Zyyy', ...(scripts ?? [])].map((script) => `\\p{scx=${script}}`).join('');
    words.set(own, scripts && new RegExp(`[[\\p{L}\\p{M}]--[${known}]]+`, 'gv'));
  }
  return words.get(own);
}

/** Lists of such words, each the places of its words. */
function listsIn(prompt: string, own: LanguageTag): readonly (readonly Span[])[] {
  const lists: Span[][] = [];
  let end = 0;
  for (const { 0: word, index } of prompt.matchAll(otherWords(own) ?? /(?!)/g)) {
    const span = { start: index, end: index + word.length };
    const list = lists.at(-1);
    if (list !== undefined && BETWEEN.test(prompt.slice(end, index))) list.push(span);
    else lists.push([span]);
    end = span.end;
  }
  return lists;
}

/** Code units before a list in which its opening stands. */
const LONGEST_OPENING = 20;

function isListForbidden(prompt: string, list: readonly Span[], displays: readonly LanguageTag[]): boolean {
  const [first, last] = [list[0], list.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (list.reduce((sum, { start, end }) => sum + end - start, 0) >= TEXT) return false;
  const ahead = prompt.slice(Math.max(0, first.start - LONGEST_OPENING), first.start);
  const opening = list.length > 1 ? LIST_OPENING : OPENING;
  const at = first.start - (opening.exec(ahead)?.[0].length ?? 0);
  return isForbidden(prompt, at, last.end, displays) && !isTranslated(prompt, at, last.end, displays);
}

/** The prompt with spaces where such words stood. */
export function withoutForbidden(prompt: string, own: LanguageTag): string {
  const displays = displaysOf(own);
  let given = '';
  let from = 0;
  for (const list of listsIn(prompt, own)) {
    if (!isListForbidden(prompt, list, displays)) continue;
    for (const { start, end } of list) {
      given += prompt.slice(from, start) + ' '.repeat(end - start);
      from = end;
    }
  }
  return given + prompt.slice(from);
}
