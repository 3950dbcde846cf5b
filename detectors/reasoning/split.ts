/** Splits what a model wrote into its answer and its reasoning. */

import { merged } from '../spans.js';
import type { Span } from '../types.js';
import { blocksIn } from './blocks.js';
import { harmonyIn } from './harmony.js';
import type { SplitContent, Thought } from './types.js';

/** Whether a content can hold any form: most hold none of these. */
const HINT = /[<[◁]|^\s*(?:analysis|assistant|commentary|thought\r?\n|Here)/i;

/** Gemma's label, where its tokens were dropped: nothing says where the reasoning ends. */
const LABEL = /^\s*thought\r?\n/;

/** A stretch of the answer, and where it stands in the content. */
interface Piece extends Span {
  readonly at: number;
}

const isBlank = (text: string): boolean => text.trim() === '';

/** The content without cuts; pieces of one line that something was cut out between come to stand on lines of their own. */
function joined(content: string, cuts: readonly Span[]): { answer: string; pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;
  let from = 0;
  for (const { start, end } of [...cuts, { start: content.length, end: content.length }]) {
    const text = content.slice(from, start);
    const piece = pieces.length === 0 && from > 0 ? text.trimStart() : text;
    const at = from + text.length - piece.length;
    from = end;
    if (pieces.length === 0 ? isBlank(piece) : piece === '') continue;
    if (pieces.length > 0 && !/\n$/.test(texts.at(-1) ?? '') && !/^[ \t]*[\r\n]/.test(piece)) {
      texts.push('\n');
      length++;
    }
    pieces.push({ at: length, start: at, end: start });
    texts.push(piece);
    length += piece.length;
  }
  const answer = texts.join('');
  return isBlank(answer) ? { answer: '', pieces: [] } : { answer, pieces };
}

/** The place in the content of a place in the answer; of the end of a span, that behind its last unit. */
function placeIn(pieces: readonly Piece[], at: number, isEnd: boolean): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const piece = pieces[middle] as Piece;
    if (isEnd ? piece.at < at : piece.at <= at) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[Math.max(0, low - 1)];
  return piece === undefined ? at : Math.min(piece.start + Math.max(0, at - piece.at), piece.end);
}

/** Stretches of reasoning, each on lines of its own but where it goes on. */
function together(content: string, reasoning: readonly Thought[]): string {
  const texts: string[] = [];
  for (const { start, end, goesOn = false } of reasoning) {
    const text = content.slice(start, end);
    if (goesOn) texts.push(`${texts.pop() ?? ''}${text}`);
    else texts.push(text);
  }
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

export interface SplitOptions {
  /** The server has set reasoning apart already: then a closing marker alone ends none. */
  readonly isApart?: boolean;
}

const whole = (content: string): SplitContent => ({ answer: content, torn: [], placeOf: (span) => span });

/**
 * Splits a content into its answer and the reasoning that is marked in it, in any form that models and servers have for it. Markup
 * that an answer speaks of, in code, quotation marks or as words of its sentences, is its own. Markers that belong together hold
 * reasoning; of those that do not, `torn` says where they stand. Reasoning that nothing ends leaves no answer behind it.
 *
 * Takes time in proportion to the length of the content.
 */
export function splitReasoning(content: string, { isApart = false }: SplitOptions = {}): SplitContent {
  if (!HINT.test(content)) return whole(content);
  const { cuts, reasoning, torn } = harmonyIn(content) ?? blocksIn(content, isApart);
  const label = LABEL.exec(content);
  const all = label === null ? torn : [{ kind: 'stray' as const, start: 0, end: label[0].length }, ...torn];
  if (cuts.length === 0) return { ...whole(content), torn: all };
  const { answer, pieces } = joined(content, merged(cuts));
  const thought = together(content, reasoning);
  return {
    answer,
    ...(thought !== '' && { reasoning: thought }),
    torn: all,
    placeOf: (span) => ({
      ...span,
      start: placeIn(pieces, span.start, false),
      end: placeIn(pieces, span.end, true),
    }),
  };
}
