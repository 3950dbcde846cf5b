/** What a probe asks, and what it finds. */

import type { TokenClass } from '../classes/index.js';
import type { TokenId } from '../tokenizer/index.js';

/** How a token stands in a prompt: between marks, or on a line of its own. */
export type Frame = 'marks' | 'line';

/** A token that can be asked for: in its frame its text is encoded to it. */
export interface Framed {
  readonly id: TokenId;
  readonly text: string;
  readonly frame: Frame;
}

/** The tokens of a class, and which of them are asked. */
export interface Stratum {
  readonly class: TokenClass;
  /** Tokens that could be asked for. */
  readonly population: number;
  /** Those of them that are asked in any case, by name. */
  readonly named: ReadonlySet<TokenId>;
  /** Those that were drawn from the others. */
  readonly drawn: ReadonlySet<TokenId>;
}

/** Which tokens are asked. */
export interface Choice {
  /** In the order in which they are asked. */
  readonly tokens: readonly Framed[];
  /** By class, the largest first. */
  readonly strata: readonly Stratum[];
  /** True where tokens were drawn, or all are asked: then there is something to say of the whole vocabulary. */
  readonly isWhole: boolean;
  /** Tokens that are text and that no prompt can hold as themselves; of those that were named where none were drawn. */
  readonly unaskable: readonly TokenId[];
}

/** What is known of a token: written in at least 2 of 5 answers, in at most 1 of 5, or neither, for want of answers. */
export type Verdict = 'written' | 'forgotten' | 'undecided';

/** What the verification of under-trained tokens says: strongly or weakly verified, or rejected. */
export type Magikarp = 'strong' | 'weak' | 'rejected' | 'undecided';

/** What a token came to. */
export interface Finding {
  readonly id: TokenId;
  readonly verdict: Verdict;
  /** What decided: answers to groups, to the token alone, or probabilities. */
  readonly by: 'group' | 'single' | 'probability';
  /** Answers in which it was written, and answers that there are. */
  readonly written: number;
  readonly of: number;
  /** The probability of the token where it was to be written, 0..1, where a server gave it. */
  readonly probability?: number;
  /** What the published verification says of it, where that was asked for. */
  readonly magikarp?: Magikarp;
}

/** How an endpoint was asked: by answers, by the probabilities of its prompt (vLLM), by those of the next token (llama.cpp), or as Magikarp verifies. */
export type Way = 'sampling' | 'prefill' | 'next_token' | 'magikarp';

/** Requests of a probe; those that were answered in an earlier call are among them. */
export interface Requests {
  /** That screened: groups of tokens, segments, or a token each. */
  readonly screen: number;
  /** That asked for a token alone. */
  readonly single: number;
  /** Of these, how many brought nothing. */
  readonly failed: number;
}

/** What is found of a target. */
export interface TargetProbe {
  readonly target: string;
  readonly model: string;
  readonly way: Way;
  /** Why this way, in a few words. */
  readonly why: string;
  /** By id. */
  readonly findings: ReadonlyMap<TokenId, Finding>;
  readonly requests: Requests;
  /** False where it was stopped, or requests failed: the same command goes on. */
  readonly isDone: boolean;
}
