/** What is said to a run, and what it says. */

import type { Sample, SampleError, Shard, StoreFailure } from '../../store/index.js';

/** Which questions are asked. */
export interface Part {
  /** Only the first prompts of each language. */
  readonly limit?: number;
  readonly shard?: Shard;
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
