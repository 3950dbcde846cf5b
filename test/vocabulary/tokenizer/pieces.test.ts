/** Texts that are split and merged here have the tokens that tiktoken gives them. */

import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { Tiktoken } from 'tiktoken/lite';
import { CL100K, GPT_2, LLAMA_3, O200K, QWEN_2, TEKKEN } from '../../../vocabulary/tokenizer/patterns.js';
import { PieceEncoder, rulesOf } from '../../../vocabulary/tokenizer/pieces/index.js';
import { root } from '../../support/needs.js';
import { articles, encoder, tokensOf } from '../real.js';

/** What patterns look at, and what is nearly that. */
const ODD = [
  ...['a', 'B', 'é', 'e\u0301', 'ß', 'ſ', 'ʰ', 'ǅ', 'Σ', '字', 'か', 'ที่', '𐐀', '𐐨', '𠮷', '\u0338', '𑀀'],
  ...[
    '1',
    '२',
    '½',
    '①',
    '𝟙',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '\t',
    '\u0085',
    '\u2028',
    '\u3000',
    '\ufeff',
    '\u200b',
  ],
  ...[
    "'",
    '’',
    "'s",
    "'S",
    "'ſ",
    "'ll",
    "'LL",
    "'Ve",
    "'re",
    "'d",
    '.',
    '/',
    '//',
    ',',
    '、',
    '-',
    '_',
    '😀',
    '👨‍👩‍👧',
  ],
  ...['\ud800', '\udc00', '\0', '\u{e0100}', '\u{10ffff}'],
];

const PATTERNS = { GPT_2, CL100K, LLAMA_3, QWEN_2, O200K, TEKKEN };

describe('texts that are split without a regular expression', () => {
  for (const [name, pattern] of Object.entries(PATTERNS))
    describe(name, () => {
      const ranks = encoder(name === 'GPT_2' ? 'r50k_base' : 'o200k_base').bpe_ranks;
      let tiktoken: Tiktoken;
      let own: PieceEncoder;
      before(() => {
        const rules = rulesOf(pattern);
        if (rules === undefined) throw new Error('no rules');
        const tokens = tokensOf(ranks);
        own = new PieceEncoder(
          { size: tokens.length, bytesOf: (id) => tokens[id] ?? Buffer.alloc(0) },
          rules,
        );
        tiktoken = new Tiktoken(ranks, {}, pattern);
      });
      after(() => tiktoken.free());

      const check = (text: string): void => {
        expect(own.encode(text), JSON.stringify(text.slice(0, 200))).to.deep.equal([
          ...tiktoken.encode_ordinary(text),
        ]);
      };

      it('has tiktoken’s tokens of articles in seven scripts, and again when their pieces are kept', () => {
        for (const article of articles()) check(article);
        for (const article of articles()) check(article);
        check(articles().join('\n\n'));
      });

      it('has them of all that the pattern looks at, one behind the other', () => {
        const odd = fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...ODD) },
          {
            weight: 1,
            arbitrary: fc.integer({ min: 0, max: 0x10ffff }).map((one) => String.fromCodePoint(one)),
          },
        );
        const texts = fc.array(odd, { maxLength: 14 }).map((all) => all.join(''));
        fc.assert(fc.property(texts, check), { numRuns: 5000 });
      });

      it('has them of long words, whose parts are merged in the same order', () => {
        for (const text of [
          'a'.repeat(1500),
          'ab'.repeat(700),
          '字'.repeat(400),
          '7'.repeat(999),
          ' '.repeat(2000),
        ])
          check(`x ${text}!`);
        const letters = articles().slice(0, 20).join('').replace(/\P{L}/gu, '');
        check(letters.slice(0, 4000));
        check('-=#+/'.repeat(300));
      });
    });

  it('is not done by a pattern that is not known', () => {
    expect(rulesOf('.')).to.equal(undefined);
    expect(rulesOf(`${O200K}|.`)).to.equal(undefined);
    expect(rulesOf(CL100K.replaceAll('\\r', '\r').replaceAll('\\n', '\n'))).to.equal(rulesOf(CL100K));
  });

  it('takes the categories that the regular expressions of tiktoken have', () => {
    execFileSync(process.execPath, ['vocabulary/tokenizer/pieces/write-characters.mjs', '--check'], {
      cwd: root,
    });
  });
});
