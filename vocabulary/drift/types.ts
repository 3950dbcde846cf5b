/** What `vocab drift` finds. */

import type { TokenClass } from '../classes/index.js';
import type { TokenId, TokenizerId } from '../tokenizer/index.js';
import type { SharedShift } from './shift.js';
import type { Bin, Percentiles, Summary, Under } from './summary.js';

export type { SharedShift } from './shift.js';
export type { Bin, Percentiles, Summary, Under } from './summary.js';

/** Of which tensor of which checkpoint the rows are. */
export interface MatrixOf {
  /** As the user named it. */
  readonly address: string;
  readonly tensor: string;
  readonly dtype: string;
  readonly rows: number;
  readonly columns: number;
  /** True where the model has no output matrix of its own. */
  readonly tied: boolean;
}

/** The table by class; as in the published one, with counts of rows. */
export interface ClassRow {
  readonly class: TokenClass;
  readonly tokens: number;
  readonly mean: number | null;
  readonly lowest: number | null;
  readonly under: Under;
}

/** A token by its id after. */
export interface Changed {
  readonly id: TokenId;
  /** Null without a tokenizer, and where its bytes are no whole characters. */
  readonly text: string | null;
  readonly cosine: number;
}

/** What was closest to a token before and after. */
export interface Neighbourhood {
  readonly id: TokenId;
  readonly text: string | null;
  readonly base: readonly Changed[];
  readonly post: readonly Changed[];
  /** How many stand in both. */
  readonly kept: number;
}

/** A token that one side alone has. */
export interface Unmatched {
  readonly id: TokenId;
  readonly text: string | null;
}

/** One token in all its figures. */
export interface TokenRow {
  readonly id: TokenId;
  readonly text: string | null;
  readonly class: TokenClass | null;
  /** Null where a row is zero or not finite. */
  readonly cosine: number | null;
  /** Of the rows as they are; null where one is not finite. */
  readonly l2: number | null;
  readonly normBase: number | null;
  readonly normPost: number | null;
  /** Cosine distance to the mean of unused rows; null without such. */
  readonly unusedBase: number | null;
  readonly unusedPost: number | null;
}

/** How two states of a model's vocabulary differ. */
export interface Drift {
  readonly schema: 1;
  readonly tokens: number;
  readonly mean: number | null;
  readonly lowest: number | null;
  readonly under: Under;
  readonly percentiles: Percentiles | null;
  readonly shared_shift: SharedShift;
  /** Scripts first, the largest before the others; empty without a tokenizer. */
  readonly classes: readonly ClassRow[];
  /** The lowest cosines, of rows that are not as they were. */
  readonly changed: readonly Changed[];
  readonly base: MatrixOf;
  readonly post: MatrixOf;
  /** By which the ids after are tokens; null without one. */
  readonly tokenizer: TokenizerId | null;
  /** Rows were paired by their ids, or by their tokens where the vocabularies differ. */
  readonly matched_by: 'id' | 'token';
  readonly only: { readonly base: readonly Unmatched[]; readonly post: readonly Unmatched[] };
  /** Rows that have no cosine. */
  readonly without_cosine: { readonly zero: number; readonly not_finite: number };
  readonly histogram: readonly Bin[];
  readonly neighbours: readonly Neighbourhood[];
  /** The input embeddings compared in the same way; null where they were not asked for. */
  readonly input: (Summary & { readonly base: MatrixOf; readonly post: MatrixOf }) | null;
  /** Rows known to be unused, whose mean others are compared with; null without such. */
  readonly unused: { readonly rows: number } | null;
}
