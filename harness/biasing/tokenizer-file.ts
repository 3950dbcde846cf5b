/** The tokens of a model from its `tokenizer.json`. */

import { stat } from 'node:fs/promises';
import { parseJson, readText, shortened, UserError } from '../../files/index.js';
import type { TokenTexts } from './types.js';

/** More ids than any vocabulary has: a file that names larger ones would take all memory. */
const MOST_TOKENS = 4_000_000;

const isObject = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Throws UserError: no such file, or none that a tokenizer can be made of. */
export async function tokensOfFile(path: string): Promise<TokenTexts> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
  if (isFolder) throw new UserError('is a folder', path, 'name the tokenizer.json in it');
  const text = await readText(path, { missing: 'it stands beside the weights of a model' });
  // Few suites need it.
  const { Tokenizer } = await import('@huggingface/tokenizers');
  try {
    const document = parseJson(text);
    if (!isObject(document)) throw new Error('it holds no object');
    const tokenizer = new Tokenizer(document, {});
    const special = tokenizer.get_added_tokens_decoder();
    const ids = [...tokenizer.get_vocab(false).values()];
    const size = ids.reduce((most, id) => Math.max(most, id), -1) + 1;
    if (size === 0 || size > MOST_TOKENS) throw new Error(`it has ${size} tokens`);
    const texts = new Array<string | null>(size).fill(null);
    for (const id of ids)
      if (!special.has(id)) texts[id] = tokenizer.decode([id], { clean_up_tokenization_spaces: false });
    return texts;
  } catch (error) {
    // The library stumbles over what it does not expect, such as a null.
    const reason = error instanceof TypeError ? 'a part of it is of another form' : (error as Error).message;
    throw new UserError(
      `no tokenizer can be made of it: ${shortened(reason, 200)}`,
      path,
      'it must be a tokenizer.json of Hugging Face',
    );
  }
}
