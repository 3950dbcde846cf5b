/** Cuts texts by a tokenizer.json, with the library of those who made the format. */

import { UserError } from '../../../files/index.js';
import type { Encoding } from '../types.js';
import { stepsOf, type TokenizerDocument } from './shape.js';

/** Steps that put a space before a text, unless they say that they do not. */
function isPrefixed({ normalizer, pre_tokenizer }: TokenizerDocument): boolean {
  if (stepsOf(normalizer).some(({ type }) => type === 'Prepend')) return true;
  return stepsOf(pre_tokenizer).some(({ type, prepend_scheme, add_prefix_space }) => {
    if (type === 'Metaspace')
      return prepend_scheme === undefined ? add_prefix_space !== false : prepend_scheme !== 'never';
    return type === 'ByteLevel' && add_prefix_space === true;
  });
}

/** What the library says of a document that it cannot use, on one line. */
const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

/** The encoding of a document. Throws UserError where the library cannot use it. */
export async function encodingOf(document: TokenizerDocument, path: string): Promise<Encoding> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  try {
    const tokenizer = new Tokenizer(document, {});
    return {
      kind: 'known',
      prefixed: isPrefixed(document),
      encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    };
  } catch (error) {
    throw new UserError(`the tokenizer cannot be used: ${reason(error)}`, path);
  }
}
