/** What `vocab trace` says of the tokens of a text. */

import type { TokenClass } from '../classes/index.js';
import type { Changed } from '../drift/index.js';
import type { TokenId, TokenKind, VocabularySource } from '../tokenizer/index.js';

/** What speaks for a token being one that a model forgot, or that it cannot be asked for. */
export const SIGNS = {
  partial: 'a piece of a character',
  unreachable: 'no text is encoded to it alone',
  rare: 'one of the last that the tokenizer learnt',
  uncovered: 'written in few samples or none',
  drifted: 'its row moved far',
  forgotten: 'the model does not write it',
} as const;
export type TraceSign = keyof typeof SIGNS;

/** In how many samples of training data a token is a target, and how often it stands there. */
export interface TracedCoverage {
  readonly samples: number;
  readonly targets: number;
  readonly read: number;
}

/** How far the row of a token moved, among all rows. */
export interface TracedDrift {
  /** Null where it has none, or where what is given lists the most changed alone, without this one. */
  readonly cosine: number | null;
  /** It is no lower than this, where `cosine` is not known; but one of the rows that have none may be the token's. */
  readonly at_least: number | null;
  /** How many rows moved further, plus 1. */
  readonly rank: number | null;
  /** Per cent of the rows that have at most its cosine. */
  readonly percentile: number | null;
  readonly l2: number | null;
  readonly norm_base: number | null;
  readonly norm_post: number | null;
}

/** Whether a target of a probe wrote it. */
export interface TracedProbe {
  readonly target: string;
  readonly verdict: 'written' | 'forgotten' | 'undecided' | 'not_asked';
  /** Answers in which it was written, and answers that there are; null where the file does not tell: of what was written, and not asked. */
  readonly written: number | null;
  readonly of: number | null;
  /** The probability of the token where it was to be written, where that was asked. */
  readonly probability: number | null;
}

/** The tokens with the closest rows, before and after. */
export interface TracedNeighbours {
  readonly base: readonly Changed[];
  readonly post: readonly Changed[];
  readonly kept: number;
}

/** A token, once however often the text has it. What is null was not given. */
export interface TracedToken {
  readonly id: TokenId;
  /** In hexadecimal. */
  readonly bytes: string;
  /** Null where they are no whole characters. */
  readonly text: string | null;
  readonly kind: TokenKind;
  readonly class: TokenClass;
  readonly rare: boolean;
  readonly unreachable: boolean | null;
  readonly signs: readonly TraceSign[];
  readonly coverage: TracedCoverage | null;
  readonly drift: TracedDrift | null;
  readonly neighbours: TracedNeighbours | null;
  readonly probe: readonly TracedProbe[] | null;
}

/** Where a token stands in the text. */
export interface TracedPlace {
  readonly id: TokenId;
  /** The characters that it is a piece of, with its neighbours; null where it is whole. */
  readonly piece_of: string | null;
}

/** What was not given, and the command or option that brings it. */
export interface NotGiven {
  readonly what: 'coverage' | 'drift' | 'neighbours' | 'probe';
  readonly how: string;
}

export interface Trace {
  readonly schema: 1;
  readonly text: string;
  readonly tokenizer: VocabularySource;
  /** The tokens of the text, in order. */
  readonly places: readonly TracedPlace[];
  /** Each once, in the order in which they come. */
  readonly tokens: readonly TracedToken[];
  /** The samples that were counted. */
  readonly coverage: { readonly samples: number } | null;
  /** The rows that have a cosine, and those that have none, and the two states. */
  readonly drift: {
    readonly rows: number;
    readonly without_cosine: number;
    readonly base: string;
    readonly post: string;
  } | null;
  /** Targets that were probed. */
  readonly probe: readonly { readonly target: string; readonly model: string }[] | null;
  readonly not_given: readonly NotGiven[];
}
