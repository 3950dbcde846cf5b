/** What several of the documents have: counts, tokens with their texts, the tokenizer that they are of. */

import * as v from 'valibot';
import { TOKENIZER_FORMATS, TOKENIZER_MODELS } from '../tokenizer/index.js';

/** A whole number from 0 on. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A token with its text, null where it is no whole characters. */
export const listed = { id: count, text: v.nullable(v.string()) };

const known = {
  format: v.picklist(TOKENIZER_FORMATS),
  model: v.picklist(TOKENIZER_MODELS),
  sha256: v.string(),
};

/** What a tokenizer is known by. */
export const tokenizerId = v.object(known);

/** The same with its path. */
export const source = v.object({ path: v.string(), ...known });
