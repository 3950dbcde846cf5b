/** What a simulated endpoint is made of. */

import type { LanguageTag } from '../../detectors/index.js';
import type { TokenId, Vocabulary } from '../../vocabulary/tokenizer/index.js';

/** ISO 15924 code of the script that a slip is written in. */
export type IntrudingScript =
  | 'Arab'
  | 'Cyrl'
  | 'Deva'
  | 'Grek'
  | 'Hang'
  | 'Hani'
  | 'Hans'
  | 'Hebr'
  | 'Latn'
  | 'Thai';

/** What slips in; `wrong` is a response wholly in English, or in Chinese where English is the language. */
export type Intruder = IntrudingScript | 'wrong';

/** For each language the probability, 0..1 per response, that an intruder slips in; what is missing never does. */
export type SlipTable = Readonly<Record<LanguageTag, Readonly<Partial<Record<Intruder, number>>>>>;

/** What a simulated model writes with, and what of it it forgot. */
export interface SimulatedVocabulary {
  readonly vocabulary: Vocabulary;
  /** The tokens of a text. */
  readonly encode: (text: string) => readonly TokenId[];
  /** Tokens that it reads and does not write. */
  readonly forgotten: ReadonlySet<TokenId>;
  /** The probability with which it writes one of them all the same, each time. Default 0.001. */
  readonly writes?: number;
  /** The probability with which it loses any other token of a copy. Default 0.01. */
  readonly slips?: number;
}

export interface SimulatedModel {
  readonly id: string;
  readonly slips: SlipTable;
  /** There where it copies what it is told to repeat, token by token. */
  readonly vocabulary?: SimulatedVocabulary;
  /** The model thinks first, and its responses carry `reasoning_content`. */
  readonly reasoning?: boolean;
}

/** Shares of requests, 0..1, that meet a fault. They exclude each other, so their sum must not be over 1. */
export interface Faults {
  /** Answered with 429 and a Retry-After header. */
  readonly rate429?: number;
  /** A string is the Retry-After header as it is; a number is milliseconds, sent as `retry-after-ms` too. Default `1`. */
  readonly retryAfter?: string | number;
  /** Answered with 500. */
  readonly rate500?: number;
  /** The connection is reset without an answer. */
  readonly rateReset?: number;
  /** Never answered; the connection stays open. */
  readonly rateHang?: number;
  /** The connection ends in the middle of the body. */
  readonly rateCutoff?: number;
  /** Share of prompts (not requests) that are answered with 500 every time. Apart from the sum of the others. */
  readonly rateAlways?: number;
}

export interface SimulatorOptions {
  readonly models: readonly SimulatedModel[];
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** Milliseconds before the first byte of a completion. */
  readonly latencyMs?: number;
  readonly faults?: Faults;
  /** Whose probabilities it gives of models with a vocabulary: those of prompts as vLLM does, or of next tokens as llama.cpp does. None without it. */
  readonly scores?: 'prompts' | 'next';
  /** When given, requests with another key are refused with 401. */
  readonly apiKey?: string;
  /** Decides faults, and the answers to requests that bring no seed of their own. Default 0. */
  readonly seed?: number;
}

/** Counts over requests for a completion. */
export interface SimulatorStats {
  readonly requests: number;
  readonly faults: number;
  /** Requests not yet answered, hanging ones included. */
  readonly active: number;
  /** The most that were active at one time. */
  readonly maxActive: number;
}

export interface Simulator {
  /** Base URL as clients want it: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  readonly port: number;
  /** Kept up to date. */
  readonly stats: SimulatorStats;
  /** Stops listening and ends all connections, hanging ones too. */
  close(): Promise<void>;
}
