/** A tokenizer.json by ranks: the same tokens as by its merges, or not at all. */

import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { expect } from 'chai';
import fc from 'fast-check';
import { openVocabulary } from '../../../vocabulary/index.js';
import { byRanks } from '../../../vocabulary/tokenizer/json/by-ranks.js';
import type { TokenizerDocument } from '../../../vocabulary/tokenizer/json/index.js';
import { articles, qwen3 } from '../real.js';

/** The alphabet of bytes, in any order: here only that each has a token matters. */
function bytes(): string[] {
  const printable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
}

function documentOf(
  merges: readonly string[],
  model: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
): TokenizerDocument {
  const made = merges.map((merge) => merge.replace(' ', ''));
  const vocab = Object.fromEntries([...bytes(), ...new Set(made)].map((token, id) => [token, id]));
  return {
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    decoder: { type: 'ByteLevel' },
    ...rest,
    model: { type: 'BPE', vocab, merges, ...model },
  };
}

const CASES: readonly (readonly [name: string, document: TokenizerDocument, isSame: boolean])[] = [
  ['merges in the order of their tokens', documentOf(['a b', 'ab c', 'c d']), true],
  ['several merges of a token', documentOf(['a b', 'b c', 'ab c', 'a bc']), true],
  ['a token that its bytes do not come to', documentOf(['b c', 'a b', 'ab c']), false],
  ['merges in another order', documentOf(['a b', 'c d'], { merges: ['c d', 'a b'] }), false],
  ['a token that no merge makes', documentOf(['a b', 'c d'], { merges: ['a b'] }), false],
  ['bytes without a token', documentOf(['a b'], { vocab: { a: 0, b: 1, ab: 2 } }), false],
  ['merges that are left out at random', documentOf(['a b'], { dropout: 0.1 }), false],
  [
    'a space before a text',
    documentOf(['a b'], {}, { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true } }),
    false,
  ],
  ['another normal form', documentOf(['a b'], {}, { normalizer: { type: 'NFKC' } }), false],
  ['another pattern', documentOf(['a b'], {}, { pre_tokenizer: { type: 'Whitespace' } }), false],
];

const library = (document: unknown): ((text: string) => readonly number[]) => {
  const tokenizer = new Tokenizer(
    { normalizer: null, post_processor: null, added_tokens: [], ...(document as object) },
    {},
  );
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids;
};

describe('a tokenizer.json by ranks', () => {
  for (const [name, document, isSame] of CASES)
    it(`is ${isSame ? 'the same for' : 'not tried with'} ${name}`, () => {
      const ranked = byRanks(document);
      expect(ranked !== undefined).to.equal(isSame);
      if (ranked === undefined) return;
      const encode = library(document);
      for (const text of ['abcd', 'bcabcd dcba', 'aabbccdd', 'ab cd\n'])
        expect(ranked(text)).to.deep.equal(encode(text));
    });

  it('leaves a text that has an added token in it to the library', () => {
    const added = [{ id: 300, content: '<x>', special: true }];
    const ranked = byRanks(documentOf(['a b'], {}, { added_tokens: added }));
    expect([ranked?.('ab<x>'), ranked?.('ab<y>')?.length]).to.deep.equal([undefined, 4]);
  });

  it('is the same in real texts and odd ones, with Qwen3', async () => {
    const document = JSON.parse(readFileSync(qwen3, 'utf8'));
    const ranked = byRanks(document);
    const encode = library(document);
    const vocabulary = await openVocabulary(qwen3);
    const tokens = Array.from({ length: 300 }, (_, i) => vocabulary.textOf(i * 499) ?? '');
    for (const text of [
      ...articles(),
      ...tokens,
      'e\u0301a\u0300',
      '\u212b',
      '\ud800x',
      '\u00a0 1234\r\n\n ',
    ])
      expect(ranked?.(text), JSON.stringify(text)).to.deep.equal(encode(text));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...tokens.filter((one) => !one.includes('<')), ' ', '\n'), {
          maxLength: 12,
        }),
        (some) => {
          expect(ranked?.(some.join(''))).to.deep.equal(encode(some.join('')));
        },
      ),
      { numRuns: 100 },
    );
  });
});
