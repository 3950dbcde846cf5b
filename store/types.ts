/** The run format: what stands in `run.json`, `prompts.jsonl` and `samples.jsonl` of a run folder. docs/formats.md is its reference. */

import type { DetectionSettings } from '../detectors/index.js';
import type { Prompt } from '../prompts/index.js';

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

/** A part of a suite's questions: the `index`th of `of`, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

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
  readonly versions: {
    readonly offscript: string;
    readonly node: string;
    readonly unicode: string;
    /** Of the prompt packs that came with it; missing in older runs. */
    readonly packs?: string;
  };
  readonly targets: readonly RunTarget[];
  readonly baseline?: string;
  readonly repeats: number;
  readonly seed?: number;
  /** Number of prompts in `prompts.jsonl`. */
  readonly prompts: number;
  /** In runs made by `score`: rows that could not be read, and rows that only repeated another. Neither is a sample. */
  readonly left_out?: { readonly unread: number; readonly doubles: number };
  /** Which part of the suite's questions this folder is to hold, `index` from 1; all of them where it is missing. */
  readonly shard?: Shard;
  /** Questions to each target that this folder is to hold; prompts by repeats where it is missing. */
  readonly questions?: number;
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

/** A call of a tool: its name and its arguments, JSON as the model wrote it. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: string;
}

/** A token: its text, or its bytes where it is a piece of a character. */
export type TokenName = string | readonly number[];

/** For each token of the answer itself, its natural log probability (null where the server gave none), and the likeliest tokens in its place with theirs. */
export type Logprobs = readonly (
  | readonly [TokenName, number | null]
  | readonly [TokenName, number | null, readonly (readonly [TokenName, number | null])[]]
)[];

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
  /** Calls of tools; their arguments are a channel of their own. */
  readonly tool_calls?: readonly ToolCall[];
  readonly finish_reason?: string;
  /** Model and fingerprint as the endpoint reported them. */
  readonly model?: string;
  readonly system_fingerprint?: string;
  readonly usage?: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    /** Part of `completion_tokens`. */
    readonly reasoning_tokens?: number;
  };
  /** Where the target asks for them. */
  readonly logprobs?: Logprobs;
  readonly error?: SampleError;
  /** HTTP requests made for this sample, at least 1; 0 in runs made by `score`. */
  readonly attempts: number;
  /** What each request but the last came to: an HTTP status, `timeout`, `connection` or `body`. */
  readonly retried?: readonly string[];
  /** ISO 8601, UTC; missing in runs made by `score`. */
  readonly started_at?: string;
  /** Milliseconds that the last request took, to its last byte. */
  readonly latency_ms?: number;
  /** Milliseconds from the start of the last request to the first token of any channel; where the response was streamed. */
  readonly first_token_ms?: number;
}
