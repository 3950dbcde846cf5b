/** Which clean answer goes with which slip. */

import { expect } from 'chai';
import type { SampleKey } from '../../store/index.js';
import { matched } from '../../vocabulary/pairs/match.js';

const answer = (key: string, length: number, isCut = false) => ({ key: key as SampleKey, length, isCut });

const CASES: readonly (readonly [
  name: string,
  slips: readonly ReturnType<typeof answer>[],
  clean: readonly ReturnType<typeof answer>[],
  pairs: readonly string[],
])[] = [
  ['the nearest in length', [answer('s', 100)], [answer('a', 10), answer('b', 90), answer('c', 200)], ['sb']],
  [
    'one that was not taken yet, before one that is nearer',
    [answer('s', 100), answer('t', 100), answer('u', 100)],
    [answer('a', 10), answer('b', 90)],
    ['sb', 'ta', 'ub'],
  ],
  ['none where there is none', [answer('s', 100)], [], []],
  ['none that was cut off for one that is whole', [answer('s', 100)], [answer('a', 100, true)], []],
  ['one that was cut off for one that was too', [answer('s', 100, true)], [answer('a', 100, true)], ['sa']],
];

describe('the clean answer for a slip', () => {
  for (const [name, slips, clean, pairs] of CASES)
    it(`is ${name}`, () =>
      expect(matched(slips, clean).map((one) => one.slip.key + one.clean.key)).to.deep.equal(pairs));
});
