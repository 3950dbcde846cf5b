/** Names of tokens that were kept for later, as tokenizers have them, and names that look like them. */

import { expect } from 'chai';
import { isUnusedName } from '../../../vocabulary/tokenizer/unused.js';

const KEPT = [
  '<unused12>',
  '[unused3]',
  '<|unused_7|>',
  '<|reserved_200017|>',
  '<|reserved_special_token_4|>',
  '<|reserved_token_163600|>',
  '<|vision_reserved_special_token_1001|>',
  '<|text_post_train_reserved_special_token_6|>',
  '<|dummy_0|>',
  '<|placeholder1|>',
  '<｜place▁holder▁no▁5｜>',
];

/** Numbered, too, and in use. */
const USED = [
  '<extra_id_0>',
  '<SPECIAL_20>',
  '<|im_start|>',
  '<0x41>',
  '<reserved>',
  'unused12',
  ' reserved_1',
  '[unused3',
  '<|unreserved_1|>',
];

describe('a token that was kept for later', () => {
  it('is known by its name', () => {
    expect(KEPT.filter((name) => !isUnusedName(name))).to.deep.equal([]);
    expect(USED.filter(isUnusedName)).to.deep.equal([]);
  });

  it('is told in a time by the length of the name', () => {
    expect(isUnusedName(`<|${'reserved_'.repeat(100_000)}`)).to.equal(false);
  });
});
