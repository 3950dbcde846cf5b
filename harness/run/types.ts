/** What is said to a run, and what it says. */

import type { Prompt } from '../../prompts/index.js';
import type { Sample, SampleError, Shard, StoreFailure } from '../../store/index.js';
import type { Protocol } from '../endpoint/index.js';

/** Which questions are asked. */
export interface Part {
  /** Only the first prompts of each language. */
  readonly limit?: number;
  readonly shard?: Shard;
  /** Prompt by prompt with all repeats, in the order that is planned for runs that go on until they are decided; else repeat by repeat. */
  readonly untilDecided?: boolean;
}

/** Says while a run goes on of which prompts more is wanted. */
export interface Wanting {
  wants(target: string, prompt: Prompt): boolean;
  /** Told of a target that stops by itself: what is asked for its sake is not wanted either. */
  gone(target: string): void;
  /** Resolves when that is known as well as it may be: at once, but where answers come faster than they are judged. */
  ready(): Promise<void>;
  /** Aborts where that can no longer be told; its reason is an error. */
  readonly failed: AbortSignal;
}

/** What there is to ask of one target. */
export interface TargetPlan {
  readonly target: string;
  /** Questions, and those of them that have an answer already. */
  readonly total: number;
  readonly done: number;
  /** Requests that are with the server now. */
  readonly active: () => number;
}

export interface RunOptions extends Part {
  /** Ids of the targets to ask; all without it. */
  readonly only?: readonly string[];
  /** What asks all targets, where it is none of those that a suite has names for. */
  readonly protocol?: Protocol;
  /** With `untilDecided`: what is no longer wanted is not asked. */
  readonly wanting?: Wanting;
  /** When it aborts, nothing more is asked; what is in flight is waited for and stored. */
  readonly stop?: AbortSignal;
  /** When it aborts, what is in flight is let go as well. */
  readonly abort?: AbortSignal;
  /** Told once before the first request. */
  readonly onPlan?: (plan: readonly TargetPlan[]) => void;
  /** Told of every sample that is stored. */
  readonly onSample?: (sample: Sample) => void;
  /** Told in a line that a target is waited for, is there again, or stops: no further question to it would have an answer. */
  readonly onNotice?: (line: string) => void;
}

/** Questions to a target that were not asked. */
export interface NotAsked {
  readonly target: string;
  readonly count: number;
}

/** Failed samples of one target that are alike. `message` is the endpoint's; it holds no key. */
export interface Failures extends SampleError {
  readonly target: string;
  readonly count: number;
}

export interface RunResult {
  /** Samples stored by this call, and those of them that are errors. */
  readonly asked: number;
  readonly failed: number;
  /** What the failed ones failed of, the most frequent first; of very many different ones only those that came first. */
  readonly failures: readonly Failures[];
  /** Questions answered by an earlier call. */
  readonly skipped: number;
  /** Questions that were not asked, or not answered, because the run was stopped, or their target. */
  readonly left: number;
  /** Those of them whose target stopped by itself, target by target; also one that had nothing left to ask. */
  readonly stopped: readonly NotAsked[];
  /** Why samples could not be stored, where that is what stopped the run. */
  readonly halted?: StoreFailure;
}
