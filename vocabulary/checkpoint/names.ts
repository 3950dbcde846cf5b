/**
 * What architectures call the output matrix and the input embeddings: the last words of a name tell them, whatever models and wrappers stand before it. What has a
 * number before it is of a layer, and what other senses than text or heads for drafts have is not meant.
 */

const OTHERS = 'vision|visual|image|audio|speech|video|codec|mtp|draft|medusa|eagle|pos|type|token_type';

const BEFORE = String.raw`^(?:(?!\d+\.)(?!(?:${OTHERS})(?:_\w*)?\.)\w+\.)*`;

const named = (name: string): RegExp =>
  new RegExp(`${BEFORE}${name.replaceAll('.', String.raw`\.`)}(?:\\.(?:weight|embedding))?$`);

/** Names of output matrices and of nothing else. Llama and most others; GPT-NeoX; ChatGLM; Phi-1; RoBERTa; fairseq's. */
const HEADS = [
  'lm_head',
  'embed_out',
  'output_layer',
  'lm_head.linear',
  'lm_head.decoder',
  'output_projection',
].map(named);

/** Names that other matrices have as well. GGUF, the files of Meta and Mistral, InternLM; DeepSeek's own and RWKV; OLMo; Whisper; BERT. */
const MAYBE_HEADS = ['output', 'head', 'ff_out', 'proj_out', 'predictions.decoder', 'unembed'].map(named);

/**
 * Names of input embeddings. Llama and most others, OPT and BART among them; GGUF; the files of Meta and Mistral, InternLM; GPT-NeoX; ChatGLM, BLOOM, Falcon, BERT; GPT-2,
 * MPT, OLMo; T5; DeepSeek's own; Mamba and RWKV.
 */
const INPUTS = [
  'embed_tokens',
  'token_embd',
  'tok_embeddings',
  'embed_in',
  'word_embeddings',
  'wte',
  'shared',
  'embed',
  'embeddings',
  'embedding',
  'token_embeddings',
  'token_embedding',
  'emb',
].map(named);

/** Of what stands outside of layers, and is of text. */
const OUTSIDE = new RegExp(`${BEFORE}\\w+$`);
const NOT_OF_TOKENS = /(?:^|[._])(?:pos|position|positions|type|norm|ln|router|per_layer|wpe)(?:[._]|$)/;

/** The names that fit a pattern, those of the first pattern first, of one pattern the shortest first. */
const fitting = (patterns: readonly RegExp[], names: readonly string[]): string[] =>
  patterns.flatMap((pattern) =>
    names.filter((name) => pattern.test(name)).sort((a, b) => a.length - b.length),
  );

/** The tensors that are output matrices by their names, the likeliest first. */
export const headsAmong = (names: readonly string[]): readonly string[] => fitting(HEADS, names);

/** Those that may be one: where they have as many rows as the input embeddings. */
export const maybeHeadsAmong = (names: readonly string[]): readonly string[] => fitting(MAYBE_HEADS, names);

/** The input embeddings, the likeliest first. */
export const inputsAmong = (names: readonly string[]): readonly string[] => fitting(INPUTS, names);

/** Those of no known name that may have a row a token. */
export const outsideAmong = (names: readonly string[]): readonly string[] =>
  names.filter((name) => OUTSIDE.test(name) && !NOT_OF_TOKENS.test(name));

/** Whether a name of no known architecture speaks of output. */
export const saysOutput = (name: string): boolean => /head|out|logit|unembed|decoder|lm_/i.test(name);
