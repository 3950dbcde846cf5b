/** Cuts texts by a tokenizer.json, with the library of those who made the format. */

import { shortened, UserError } from '../../../files/index.js';
import type { Encoding, TokenId } from '../types.js';
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
function refusal(error: unknown, path: string): UserError {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  return new UserError(`the tokenizer cannot be used: ${shortened(reason, 200)}`, path);
}

/** The encoding of a document. Rejects with UserError where the library cannot use it, which it may find out over a text only. */
export async function encodingOf(document: TokenizerDocument, path: string): Promise<Encoding> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  try {
    const tokenizer = new Tokenizer(document, {});
    const encode = (text: string): readonly TokenId[] => {
      try {
        return tokenizer.encode(text, { add_special_tokens: false }).ids;
      } catch (error) {
        throw refusal(error, path);
      }
    };
    return { kind: 'known', prefixed: isPrefixed(document), encode };
  } catch (error) {
    throw refusal(error, path);
  }
}
