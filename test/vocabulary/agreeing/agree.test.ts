/** Whether files are of one tokenizer. */

import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { type Claim, checkAgainst, checkEachOther } from '../../../vocabulary/agreeing/index.js';
import { vocabularyOf } from '../drift/measured.js';

const TEXTS = ['a', 'b', 'c'];
const vocabulary = vocabularyOf(TEXTS);
const { sha256 } = vocabulary.source;

const claim = (more: Partial<Claim>): Claim => ({
  what: 'this drift is',
  path: 'drift.json',
  tokenizer: { format: 'tokenizer.json', model: 'bpe', sha256 },
  ids: 3,
  texts: [],
  ...more,
});

const asGguf = { format: 'gguf', model: 'bpe', sha256: 'other' } as const;
const asJson = { format: 'tokenizer.json', model: 'bpe', sha256: 'other' } as const;

describe('files of a model', () => {
  const cases: readonly (readonly [string, Partial<Claim>, boolean])[] = [
    ['by the same hash', {}, true],
    ['by another hash of the same format', { tokenizer: asJson, texts: [{ id: 0, text: 'a' }] }, false],
    ['in another format with the same texts', { tokenizer: asGguf, texts: [{ id: 1, text: 'b' }] }, true],
    ['in another format with other texts', { tokenizer: asGguf, texts: [{ id: 1, text: 'c' }] }, false],
    ['in another format with fewer ids', { tokenizer: asGguf, ids: 2 }, false],
    ['in another format with padding behind', { tokenizer: asGguf, ids: 64 }, true],
    ['that do not say, with the same texts', { tokenizer: null, texts: [{ id: 2, text: 'c' }] }, true],
    ['that do not say, with other texts', { tokenizer: null, texts: [{ id: 2, text: 'a' }] }, false],
    [
      'that do not say, of pieces and of no ids',
      { tokenizer: null, ids: null, texts: [{ id: 2, text: null }] },
      true,
    ],
  ];
  for (const [name, more, isSame] of cases)
    it(`${isSame ? 'are taken' : 'are refused'} beside a tokenizer: ${name}`, () => {
      const check = (): void => checkAgainst(vocabulary, claim(more));
      if (isSame) expect(check).to.not.throw();
      else expect(check).to.throw(UserError, 'drift.json: this drift is of another tokenizer than memory');
    });

  const other = (more: Partial<Claim>): Claim =>
    claim({ path: 'other.json', what: 'this probe is', ...more });
  const pairs: readonly (readonly [string, Claim, boolean])[] = [
    ['of one hash', other({}), true],
    ['of two hashes', other({ tokenizer: asJson }), false],
    ['of two formats', other({ tokenizer: asGguf, texts: [{ id: 1, text: 'c' }] }), true],
    ['that have other texts for an id', other({ tokenizer: null, texts: [{ id: 0, text: 'x' }] }), false],
  ];
  for (const [name, second, isSame] of pairs)
    it(`${isSame ? 'are taken' : 'are refused'} beside each other: ${name}`, () => {
      const first = claim({ texts: [{ id: 0, text: 'a' }] });
      const check = (): void => checkEachOther([first, second]);
      if (isSame) expect(check).to.not.throw();
      else
        expect(check).to.throw(UserError, 'other.json: this probe is of another tokenizer than drift.json');
    });
});
