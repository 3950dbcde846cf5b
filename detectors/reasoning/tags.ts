/**
 * Reasoning between tags. A text may also speak of such tags: in code, quoted, or within a sentence they are words, and nothing of it is
 * lost.
 */

import { codeSpans } from '../exempt/index.js';
import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import type { Block, Found } from './block.js';
import { kindOf, TAGS, type TagKind } from './forms.js';

interface Tag extends Span, TagKind {
  /** In code, or between two marks of quotation. */
  readonly isCited: boolean;
}

const QUOTES = /[`'"‘’“”„«»‹›「」『』]/;
const SENTENCE_END = /[.!?…。！？।؟:：)）\]*]/;

function tagsOf(text: string): Tag[] {
  const found = [...text.matchAll(TAGS)];
  if (found.length === 0) return [];
  const code = codeSpans(text);
  return found.map(({ 0: tag, index: start }) => {
    const end = start + tag.length;
    const isCited =
      spanAt(code, start) !== undefined ||
      (QUOTES.test(text[start - 1] ?? '') && QUOTES.test(text[end] ?? ''));
    return { start, end, ...kindOf(tag), isCited };
  });
}

/**
 * For each tag, the next one behind it that closes its form: one that is not cited, or else the next, since a fence that reasoning opens and
 * never ends makes code of what follows.
 */
function closings(tags: readonly Tag[]): (Tag | undefined)[] {
  const plain: Tag[] = [];
  const any: Tag[] = [];
  const closing: (Tag | undefined)[] = new Array(tags.length);
  for (let i = tags.length - 1; i >= 0; i--) {
    const tag = tags[i] as Tag;
    closing[i] = plain[tag.form] ?? any[tag.form];
    if (tag.opens) continue;
    any[tag.form] = tag;
    if (!tag.isCited) plain[tag.form] = tag;
  }
  return closing;
}

/** Where the white space before a place begins. */
function spaceBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && /\s/.test(text[from - 1] as string)) from--;
  return from;
}

/** Whether a place is the first in its line, or behind a whole sentence. */
function followsSentence(text: string, at: number): boolean {
  const from = spaceBefore(text, at);
  return from === 0 || text.slice(from, at).includes('\n') || SENTENCE_END.test(text[from - 1] as string);
}

/** Whether an empty line comes next, or nothing at all. */
const endsParagraph = (text: string, at: number): boolean =>
  /^[^\S\n]*(?:\n[^\S\n]*\n|\n?$)/.test(text.slice(at, at + 80));

/**
 * Blocks between tags. A tag that closes what was never opened ends a block that the prompt had opened, where no sentence goes on around it.
 * With `isApart` nothing is taken but what is opened and closed.
 */
export function findTagged(text: string, isApart: boolean): Found {
  const tags = tagsOf(text);
  const closing = closings(tags);
  const blocks: Block[] = [];
  let torn = false;
  let head = 0;
  for (const [i, tag] of tags.entries()) {
    if (tag.start < head) continue;
    const isFirst = spaceBefore(text, tag.start) <= head;
    if (tag.isCited) continue;
    const close = closing[i];
    const mayStand = isFirst || followsSentence(text, tag.start);
    if (!tag.opens) {
      if (!mayStand && !endsParagraph(text, tag.end)) continue;
      if (blocks.length > 0 || (isApart && !isFirst)) torn = true;
      else blocks.push({ start: 0, end: tag.end, from: 0, to: tag.start });
    } else if (close !== undefined) {
      if (!mayStand && !text.slice(tag.end, close.start).includes('\n')) continue;
      blocks.push({ start: tag.start, end: close.end, from: tag.end, to: close.start });
    } else if (mayStand) {
      torn = true;
      if (isFirst && !isApart)
        blocks.push({ start: tag.start, end: text.length, from: tag.end, to: text.length });
    }
    head = blocks.at(-1)?.end ?? 0;
  }
  return { blocks, torn };
}
