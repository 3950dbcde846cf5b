/** What a scan of a vocabulary finds. */

import type { TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';

/** The tokens of a class. */
export interface ClassScan {
  readonly class: TokenClass;
  readonly tokens: number;
  /** Those whose own text is encoded to other tokens; null where it is not known how texts are split. */
  readonly unreachable: readonly TokenId[] | null;
  /** Those that the tokenizer learnt last, the last one first. */
  readonly rare: readonly TokenId[];
}

/** A vocabulary, looked through. Counts are of tokens. */
export interface Scan {
  readonly vocabulary: Vocabulary;
  /** Null where it is not known how texts are split, which `unknown` says. */
  readonly unreachable: number | null;
  readonly unknown: { readonly why: string; readonly todo: string } | null;
  readonly partial: number;
  readonly special: number;
  readonly unused: number;
  /** Ids below the highest that have no token. */
  readonly holes: number;
  /** The last tenth of what the tokenizer learnt. */
  readonly rare: number;
  /** Tokens of a learnt order. */
  readonly learnt: number;
  /** The largest first; those that are no script behind the scripts. */
  readonly classes: readonly ClassScan[];
}
