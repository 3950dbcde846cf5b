/** Where a stretch stands in a text: in running text, in what of code is text, or in which part of code. */

import { spanAt } from '../spans.js';
import type { Span } from '../types.js';
import { type BlockKind, blockKind, PROSE } from './block.js';
import { type Fence, fencesIn, INLINE } from './fences.js';
import { isInKey, isInName } from './names.js';
import { type Literal, literalsIn } from './source.js';

/** `name` is an identifier, a word of a language of programs, or anything else that is neither comment nor string. */
export type CodePart = 'comment' | 'string' | 'name' | 'key' | 'header' | 'path';

export type Place =
  /** Running text; `isFenced` where it is a value of data or prose in a fence that does not say so. */
  | { readonly zone: 'text'; readonly isFenced: boolean }
  | { readonly zone: 'code'; readonly part: CodePart /** What it stands in. */; readonly block: Span };

interface Block extends Fence {
  readonly kind: BlockKind;
  readonly literals: readonly Literal[];
}

const TEXT: Place = { zone: 'text', isFenced: false };
const FENCED: Place = { zone: 'text', isFenced: true };

/** The line of a place. */
function lineAround(text: string, at: number): Span {
  const newline = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: newline < 0 ? text.length : newline };
}

/** The first line of a block that holds anything. */
function isHeader(text: string, { body }: Block, { start }: Span): boolean {
  return text.slice(body.start, lineAround(text, start).start).trim() === '';
}

/** Behind the sign, the value. */
const KEY_AFTER = /^[^:=\n]{0,60}[:=]/;

function partIn(text: string, { kind, literals }: Block, span: Span): CodePart {
  const literal = spanAt(literals, span.start);
  if (literal !== undefined && literal.part === 'comment') return 'comment';
  if (kind === 'settings') {
    const line = lineAround(text, span.start);
    const isKey =
      !/[:=]/.test(text.slice(line.start, span.start)) && KEY_AFTER.test(text.slice(span.end, line.end));
    return isKey ? 'key' : 'string';
  }
  return kind === 'markup' ? 'string' : (literal?.part ?? 'name');
}

/** Tells places of a text. `isOwn` says which characters the language is written with. */
export class Places {
  readonly #text: string;
  readonly #isOwn: (character: string) => boolean;
  readonly #fences: readonly Fence[];
  readonly #inline: readonly Span[];
  readonly #blocks = new Map<Fence, Block>();
  /** The line of the last place: they come in order, and a line may have a hundred thousand. */
  #line: Span = { start: 0, end: -1 };

  constructor(text: string, isOwn: (character: string) => boolean) {
    this.#text = text;
    this.#isOwn = isOwn;
    this.#fences = text.includes('```') || text.includes('~~~') ? fencesIn(text) : [];
    this.#inline = Array.from(text.matchAll(INLINE), ({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }));
  }

  #block(fence: Fence): Block {
    let block = this.#blocks.get(fence);
    if (block === undefined) {
      const kind = blockKind(fence.info, this.#text.slice(fence.body.start, fence.body.end));
      const isSource = kind === 'source' || kind === 'settings' || kind === 'markup';
      block = { ...fence, kind, literals: isSource ? literalsIn(this.#text, fence.body) : [] };
      this.#blocks.set(fence, block);
    }
    return block;
  }

  #lineOf({ start }: Span): Span {
    if (start < this.#line.start || start > this.#line.end) this.#line = lineAround(this.#text, start);
    return this.#line;
  }

  /** Where in running text, or in what is text for people. */
  #inText(span: Span, block: Span, otherwise: Place): Place {
    if (isInKey(this.#text, span)) return { zone: 'code', part: 'key', block };
    return isInName(this.#text, span, this.#isOwn) ? { zone: 'code', part: 'path', block } : otherwise;
  }

  of(span: Span): Place {
    const fence = spanAt(this.#fences, span.start);
    if (fence !== undefined) {
      const block = this.#block(fence);
      if (block.kind === 'prose' || block.kind === 'json')
        return this.#inText(span, block, PROSE.test(fence.info) ? TEXT : FENCED);
      if (block.kind === 'table')
        return isHeader(this.#text, block, span) ? { zone: 'code', part: 'header', block } : FENCED;
      return { zone: 'code', part: partIn(this.#text, block, span), block };
    }
    const inline = spanAt(this.#inline, span.start);
    if (inline !== undefined) {
      const literal = spanAt(
        literalsIn(this.#text, { start: inline.start + 1, end: inline.end - 1 }),
        span.start,
      );
      return { zone: 'code', part: literal?.part ?? 'name', block: inline };
    }
    return this.#inText(span, this.#lineOf(span), TEXT);
  }
}
