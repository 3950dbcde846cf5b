/** The tokens of a model from a file that holds them: tokenizer.json, a rank file of tiktoken, GGUF. */

import type { Vocabulary } from '../../vocabulary/tokenizer/index.js';
import type { TokenTexts } from './types.js';

/** Tokens that steer: control tokens, and those that chat templates have behind the vocabulary, as `<tool_call>`. */
function isSteering({ kindOf, orderOf, entries }: Vocabulary, id: number): boolean {
  const kind = kindOf(id);
  return kind === 'special' || kind === 'unused' || (id >= entries && orderOf(id) === null);
}

/** Throws UserError: no such file, or none that holds a tokenizer. */
export async function tokensOfFile(path: string): Promise<TokenTexts> {
  // Few suites need it.
  const { openVocabulary } = await import('../../vocabulary/tokenizer/index.js');
  const vocabulary = await openVocabulary(path);
  return Array.from({ length: vocabulary.size }, (_, id) =>
    isSteering(vocabulary, id) ? null : vocabulary.textOf(id),
  );
}
