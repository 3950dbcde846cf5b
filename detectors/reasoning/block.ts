/** What of a content is hidden from its reader. */

import type { Span } from '../types.js';

/** A stretch of a content that is no answer: markup, and reasoning in it from `from` to `to`. */
export interface Block extends Span {
  readonly from: number;
  readonly to: number;
  /** A message of its own, even where another one ends right before it. */
  readonly isMessage?: true;
}

/** Blocks in their order, apart from each other. */
export interface Found {
  readonly blocks: readonly Block[];
  /** True where a tag is left over: it opens or closes nothing, or what it opened was never closed. */
  readonly torn: boolean;
}

/** Markup alone. */
export const markup = (start: number, end: number): Block => ({ start, end, from: end, to: end });
