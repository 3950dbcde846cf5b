/** What a content comes to: its answer, its reasoning, and markup that is not whole. */

import type { Span } from '../types.js';

/**
 * Markup of reasoning that is damaged: `unclosed` begins reasoning that nothing ends, and reaches to the end of the content (a limit of
 * length does so too); `mismatched` ends it by the tag of another name; `stray` is a marker without its partner, and stays in the answer.
 */
export interface TornMarkup extends Span {
  readonly kind: 'unclosed' | 'mismatched' | 'stray';
}

/** A stretch of reasoning. */
export interface Thought extends Span {
  /** It goes on where the one before ends: some servers mark every piece of a stream. */
  readonly goesOn?: boolean;
}

/** What was recognised in a content. */
export interface Recognised {
  /** What is no part of the answer: reasoning and markup. In any order; some may overlap. */
  readonly cuts: readonly Span[];
  /** Reasoning without its markup, in order. */
  readonly reasoning: readonly Thought[];
  readonly torn: readonly TornMarkup[];
}

/** A content as it is judged. */
export interface SplitContent {
  /** The content without reasoning and its markup; the content itself where it has none. Where reasoning stood between lines, they stay apart. */
  readonly answer: string;
  /** Missing where the content has none. */
  readonly reasoning?: string;
  /** Places in the content. */
  readonly torn: readonly TornMarkup[];
  /** The span of the content that a span of the answer comes from. */
  readonly placeOf: (span: Span) => Span;
}
