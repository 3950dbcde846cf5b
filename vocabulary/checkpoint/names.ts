/** Which tensor is the output matrix of a model, and which the input embeddings: what architectures call them. */

/** What may stand before a name. */
const BEFORE = String.raw`^(?:(?:model|language_model|text_model|transformer|thinker|llm|gpt_neox|backbone|base_model)\.)*`;

const named = (name: string): RegExp => new RegExp(`${BEFORE}${name.replaceAll('.', String.raw`\.`)}$`);

/** Llama and most others, GGUF and the files of Meta and Mistral, GPT-NeoX, ChatGLM, DeepSeek's own. */
const HEADS = [
  'lm_head.weight',
  'output.weight',
  'embed_out.weight',
  'output_layer.weight',
  'head.weight',
].map(named);

/** In the same order, with GPT-2 and BLOOM. */
const INPUTS = [
  'embed_tokens.weight',
  'token_embd.weight',
  'tok_embeddings.weight',
  'embed_in.weight',
  'embedding.word_embeddings.weight',
  'wte.weight',
  'word_embeddings.weight',
  'embed.weight',
].map(named);

/** The first of `patterns` that a name fits; of several names the shortest. */
function firstOf(patterns: readonly RegExp[], names: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const [found] = names.filter((name) => pattern.test(name)).sort((a, b) => a.length - b.length);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The output matrix among the tensors of a model; undefined where it is tied to the input embeddings. */
export const headAmong = (names: readonly string[]): string | undefined => firstOf(HEADS, names);

/** The input embeddings. */
export const inputAmong = (names: readonly string[]): string | undefined => firstOf(INPUTS, names);
