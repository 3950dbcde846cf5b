/**
 * How texts are split before their pieces are encoded, by the name that a GGUF file gives it: as the tokenizer.json of the models has it
 * that the name stands for.
 */

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

const CONTRACTIONS = `(?i:'s|'t|'re|'ve|'m|'ll|'d)`;

/** What cl100k and its heirs have, that differ in how many digits make a piece. */
const words = (digits: string): string =>
  String.raw`${CONTRACTIONS}|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

const O200K = [
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+${CONTRACTIONS}?`,
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*${CONTRACTIONS}?`,
  String.raw`\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
].join('|');

const DEEPSEEK_3: Steps = [
  split(String.raw`\p{N}{1,3}`),
  split('[一-龥぀-ゟ゠-ヿ]+'),
  split(
    String.raw`[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_${'`'}{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
  ),
  bytes(false),
];

const LLAMA_3: Steps = [split(words(String.raw`\p{N}{1,3}`)), bytes(false)];
const GPT_4O: Steps = [split(O200K), bytes(false)];

/** By llama.cpp's names. */
const KNOWN: Readonly<Record<string, Steps>> = {
  'gpt-2': [bytes(true)],
  'llama-bpe': LLAMA_3,
  'llama-v3': LLAMA_3,
  llama3: LLAMA_3,
  qwen2: [split(words(String.raw`\p{N}`)), bytes(false)],
  'gpt-4o': GPT_4O,
  llama4: GPT_4O,
  'deepseek-v3': DEEPSEEK_3,
  'deepseek-r1-qwen': [split(words(String.raw`\p{N}`)), bytes(false)],
  smollm: [{ type: 'Digits', individual_digits: true }, bytes(true)],
};

/** The steps that a name stands for; undefined for one that is not known. */
export const stepsNamed = (pre: string | undefined): Steps | undefined =>
  pre !== undefined && Object.hasOwn(KNOWN, pre) ? KNOWN[pre] : undefined;

/** The steps of a pattern of the user's. */
export const stepsBy = (pattern: string): Steps => [split(pattern), bytes(false)];

/** Names that ask for a token of the vocabulary to be taken whole before any merge. */
export const ignoresMerges = (pre: string | undefined): boolean =>
  stepsNamed(pre) === LLAMA_3 || stepsNamed(pre) === GPT_4O;
