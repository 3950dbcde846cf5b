/**
 * How texts are split before their pieces are encoded, by the name that a GGUF file gives it: as the tokenizer.json of the models has it
 * that the name stands for.
 */

import { DEEPSEEK_3, DEEPSEEK_CJK, DEEPSEEK_DIGITS, LLAMA_3, O200K, QWEN_2 } from '../patterns.js';

/** Steps of a tokenizer.json's pre-tokenizer. */
type Steps = readonly Readonly<Record<string, unknown>>[];

const split = (regex: string): Readonly<Record<string, unknown>> => ({
  type: 'Split',
  pattern: { Regex: regex },
  behavior: 'Isolated',
  invert: false,
});

const bytes = (own: boolean): Readonly<Record<string, unknown>> => ({
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: own,
});

const DEEPSEEK: Steps = [split(DEEPSEEK_DIGITS), split(DEEPSEEK_CJK), split(DEEPSEEK_3), bytes(false)];
const LLAMA: Steps = [split(LLAMA_3), bytes(false)];
const GPT_4O: Steps = [split(O200K), bytes(false)];
const QWEN: Steps = [split(QWEN_2), bytes(false)];

/** By llama.cpp's names. */
const KNOWN: Readonly<Record<string, Steps>> = {
  'gpt-2': [bytes(true)],
  'llama-bpe': LLAMA,
  'llama-v3': LLAMA,
  llama3: LLAMA,
  qwen2: QWEN,
  'gpt-4o': GPT_4O,
  llama4: GPT_4O,
  'deepseek-v3': DEEPSEEK,
  'deepseek-r1-qwen': QWEN,
  smollm: [{ type: 'Digits', individual_digits: true }, bytes(true)],
};

/** The steps that a name stands for; undefined for one that is not known. */
export const stepsNamed = (pre: string | undefined): Steps | undefined =>
  pre !== undefined && Object.hasOwn(KNOWN, pre) ? KNOWN[pre] : undefined;

/** The steps of a pattern of the user's. */
export const stepsBy = (pattern: string): Steps => [split(pattern), bytes(false)];

/** Names that ask for a token of the vocabulary to be taken whole before any merge. */
export const ignoresMerges = (pre: string | undefined): boolean =>
  stepsNamed(pre) === LLAMA || stepsNamed(pre) === GPT_4O;
