/** What a file that names tokens says of the tokenizer that it is of. */

import * as v from 'valibot';
import { fieldAt } from '../../files/index.js';
import type { Claim } from '../agreeing/index.js';
import { tokenizerId } from '../found/index.js';

const listAt = (value: unknown, name: string): readonly unknown[] => {
  const list = fieldAt(value, name);
  return Array.isArray(list) ? list : [];
};

/** Tokens that are listed with their texts. */
const listedIn = (value: unknown): readonly unknown[] => [
  ...listAt(value, 'changed'),
  ...listAt(value, 'targets').flatMap((one) => listAt(one, 'forgotten_tokens')),
  ...listAt(value, 'classes').flatMap((one) => listAt(one, 'uncovered_examples')),
];

/** The claim of what a command wrote as JSON; undefined of any other document. */
export function claimIn(value: unknown, path: string): Claim | undefined {
  const tokenizer = v.safeParse(tokenizerId, fieldAt(value, 'tokenizer'));
  if (!tokenizer.success) return undefined;
  const texts = listedIn(value).flatMap((one) => {
    const [id, text] = [fieldAt(one, 'id'), fieldAt(one, 'text')];
    return typeof id === 'number' && typeof text === 'string' ? [{ id, text }] : [];
  });
  return { what: 'these tokens are', path, tokenizer: tokenizer.output, ids: null, texts };
}
