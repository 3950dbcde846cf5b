/** Names of control tokens, and texts that come near them. */

import { expect } from 'chai';
import { openVocabulary } from '../../../vocabulary/index.js';
import { safetyOf } from '../../../vocabulary/repair/safety.js';
import { qwen3 } from '../real.js';

const CASES: readonly (readonly [text: string, isSafe: boolean])[] = [
  ['a line of words <b>', true],
  ['if (a < b || c > d)', true],
  ['<|im', true],
  ['x<|im_end|>y', false],
  ['<|anything_else|>', false],
  ['so</think>', false],
  ['</tool_call> ', false],
  ['<s>', false],
  ['[INST]', false],
];

describe('what lines must not hold', () => {
  for (const [text, isSafe] of CASES)
    it(`is ${isSafe ? 'not ' : ''}in ${JSON.stringify(text)}`, async () => {
      expect(safetyOf(await openVocabulary(qwen3))(text)).to.equal(isSafe);
    });
});
