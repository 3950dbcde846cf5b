/** What `vocab repair` is asked for, and what it comes to. */

import type { TokenClass } from '../classes/index.js';
import type { TokenId, Vocabulary } from '../tokenizer/index.js';
import type { Proof } from './prove.js';

/**
 * Why no text has a token. `special`: a control token; `unused`: kept for later; `added`: put in behind the vocabulary, as chat templates have them
 * (`<tool_call>`), which would steer whoever reads it; `partial`: bytes that are no whole characters, and no character that was tried has them;
 * `unreachable`: its text is encoded to other tokens, whatever was tried to stand around it.
 */
export type NeverReason = 'special' | 'unused' | 'added' | 'partial' | 'unreachable';

/** What to make. */
export interface RepairOptions {
  /** How often each token is to be a target, at least. */
  readonly least: number;
  /** Tokens of an answer, about. */
  readonly segment: number;
  /** A whole number of 32 bits: the same one makes the same data. */
  readonly seed: number;
  /** The tokens that are to be targets; all where missing. */
  readonly only?: readonly TokenId[] | undefined;
  /** Languages of the instructions, of those that there are; all where missing. */
  readonly languages?: readonly string[] | undefined;
}

/** The tokens of a class. */
export interface ClassRepair {
  readonly class: TokenClass;
  /** Tokens that were to be targets. */
  readonly wanted: number;
  readonly covered: number;
  /** Those that are a target less often than they should. */
  readonly short: readonly TokenId[];
  readonly never: Readonly<Partial<Record<NeverReason, readonly TokenId[]>>>;
  /** Times that tokens of the class are targets. */
  readonly targets: number;
}

/** A file that was written. */
export interface WrittenFile {
  readonly path: string;
  readonly holds: 'chat' | 'ids';
  readonly rows: number;
  readonly bytes: number;
}

/** What was written, by what was read of it again. */
export interface Repair {
  readonly vocabulary: Vocabulary;
  readonly options: RepairOptions;
  readonly proof: Proof;
  /** Tokens that were to be targets, those that cannot be among them. */
  readonly wanted: number;
  /** Targets as often as they should be. */
  readonly covered: number;
  readonly short: number;
  readonly never: Readonly<Record<NeverReason, number>>;
  /** Tokens of all answers for each covered token; null where none is. */
  readonly perToken: number | null;
  readonly reasons: ReadonlyMap<TokenId, NeverReason>;
  readonly classes: readonly ClassRepair[];
  readonly files: readonly WrittenFile[];
}
