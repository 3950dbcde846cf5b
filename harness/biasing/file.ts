/** The tokens of a model from a file that holds them: tokenizer.json, a rank file of tiktoken, GGUF. */

import type { TokenTexts } from './types.js';

/** Throws UserError: no such file, or none that holds a tokenizer. */
export async function tokensOfFile(path: string): Promise<TokenTexts> {
  // Few suites need it.
  const { isSteering, openVocabulary } = await import('../../vocabulary/tokenizer/index.js');
  const vocabulary = await openVocabulary(path);
  return Array.from({ length: vocabulary.size }, (_, id) =>
    isSteering(vocabulary, id) ? null : vocabulary.textOf(id),
  );
}
