/** The run format: what stands in `run.json`, `prompts.jsonl` and `samples.jsonl` of a run folder. docs/formats.md is its reference. */

import type { DetectionSettings } from '../../detectors/index.js';
import type { Prompt } from '../../prompts/index.js';

/** Identity of a sample: target, its parameters, prompt and repeat, hashed. Two repeats never share one. */
export type SampleKey = string & { readonly __brand: 'SampleKey' };

/** Sampling parameters as the OpenAI chat completions API names them. */
export interface Sampling {
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly presence_penalty?: number;
  readonly frequency_penalty?: number;
  readonly stop?: string | readonly string[];
}

/** A target as it was asked; never holds a key. */
export interface RunTarget {
  readonly id: string;
  readonly model: string;
  /** Missing in runs made by `score`. */
  readonly base_url?: string;
  readonly sampling?: Sampling;
  readonly extra_body?: Readonly<Record<string, unknown>>;
}

/** One line of `prompts.jsonl`. */
export type PromptRecord = Prompt;

/** `run.json`. */
export interface RunManifest {
  readonly schema: 1;
  readonly made_by: 'run' | 'score';
  readonly suite: {
    readonly name: string;
    /** SHA-256 of what decides the answers: targets, parameters, prompts, repeats, seed. Names the suite on resuming. */
    readonly hash: string;
  };
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly versions: { readonly offscript: string; readonly node: string; readonly unicode: string };
  readonly targets: readonly RunTarget[];
  readonly baseline?: string;
  readonly repeats: number;
  readonly seed?: number;
  /** Number of prompts in `prompts.jsonl`. */
  readonly prompts: number;
  /** In runs made by `score`: rows that could not be read, and rows that only repeated another. Neither is a sample. */
  readonly left_out?: { readonly unread: number; readonly doubles: number };
  /** What the suite says about detection. No part of its hash: answers do not depend on it, and a later suite may say other things. */
  readonly detection?: DetectionSettings;
}

export type SampleErrorKind = 'http' | 'timeout' | 'connection' | 'body';

/** Why a request brought no answer. `message` never holds a key. */
export interface SampleError {
  readonly kind: SampleErrorKind;
  /** HTTP status, for `http`. */
  readonly status?: number;
  readonly message: string;
}

/** One line of `samples.jsonl`. A key may stand in several lines: the last one without an error counts. */
export interface Sample {
  readonly key: SampleKey;
  readonly target: string;
  /** Id of a prompt in `prompts.jsonl`. */
  readonly prompt: string;
  readonly language: string;
  /** 0..n-1 */
  readonly repeat: number;
  /** The answer channel; null when the request failed or the endpoint sent none. */
  readonly answer: string | null;
  /** The reasoning channel, where there is one. */
  readonly reasoning?: string;
  /** The endpoint's own refusal text. */
  readonly refusal?: string;
  readonly finish_reason?: string;
  /** Model and fingerprint as the endpoint reported them. */
  readonly model?: string;
  readonly system_fingerprint?: string;
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
  readonly error?: SampleError;
  /** HTTP requests made for this sample, at least 1; 0 in runs made by `score`. */
  readonly attempts: number;
  /** ISO 8601, UTC; missing in runs made by `score`. */
  readonly started_at?: string;
  /** Milliseconds from the first request to the last byte. */
  readonly latency_ms?: number;
}
