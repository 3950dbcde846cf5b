/** The regular expressions by which GPT-2 and its heirs split texts before the pieces are encoded. Those of tiktoken (openai_public.py), MIT. */

export const GPT_2 = String.raw`'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s`;

export const CL100K = String.raw`'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s`;

const CONTRACTIONS = `(?i:'s|'t|'re|'ve|'m|'ll|'d)`;

/** What cl100k and its heirs have in a tokenizer.json, that differ in how many digits make a piece. */
const words = (digits: string): string =>
  String.raw`${CONTRACTIONS}|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

export const LLAMA_3 = words(String.raw`\p{N}{1,3}`);
export const QWEN_2 = words(String.raw`\p{N}`);

export const O200K = [
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+${CONTRACTIONS}?`,
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*${CONTRACTIONS}?`,
  String.raw`\p{N}{1,3}`,
  String.raw` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
  String.raw`\s*[\r\n]+`,
  String.raw`\s+(?!\S)`,
  String.raw`\s+`,
].join('|');

/** Mistral's Tekken: o200k's without contractions, and a digit a piece. */
export const TEKKEN = O200K.replaceAll(`${CONTRACTIONS}?`, '').replace('{1,3}', '');

/** The last of three that DeepSeek has one after the other; digits and CJK letters are split off before. */
export const DEEPSEEK_3 = String.raw`[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_${'`'}{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

/** The two before it. */
export const DEEPSEEK_DIGITS = String.raw`\p{N}{1,3}`;
export const DEEPSEEK_CJK = '[一-龥぀-ゟ゠-ヿ]+';

const SEPARABLE: ReadonlySet<string> = new Set([GPT_2, CL100K, LLAMA_3, QWEN_2, O200K, DEEPSEEK_3]);

/** Patterns that a text is split by in a time that grows as it does. */
export const isKnown = (pattern: string): boolean =>
  isSeparable(pattern) || isRefining(pattern) || asWritten(pattern) === TEKKEN;

/** Signs that by these patterns never go on a piece that ends with a letter before them; a space does not where a letter follows it. An apostrophe may. */
export const CUTTING_SIGNS = '\n,.、。，;:!?)！？；：」';

/** Whether a pattern, before one of these, takes single characters together by what they are, whatever stands around them. */
export const isRefining = (pattern: string): boolean =>
  pattern === DEEPSEEK_DIGITS || pattern === DEEPSEEK_CJK;

/** A pattern as it stands here: elsewhere line breaks are in it as they are. */
export const asWritten = (pattern: string): string => pattern.replaceAll('\r', '\\r').replaceAll('\n', '\\n');

/** Whether texts may be encoded in parts that are cut before one of these signs behind a letter. */
export const isSeparable = (pattern: string): boolean => SEPARABLE.has(asWritten(pattern));
