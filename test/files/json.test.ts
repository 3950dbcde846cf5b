import { expect } from 'chai';
import fc from 'fast-check';
import { parseJson } from '../../files/index.js';

/** Stands for a token that is no JSON, until the value is text. */
const HOLE = '\u0001hole\u0001';
const HOLES = new RegExp(JSON.stringify(HOLE).replace(/\\/g, '\\\\'), 'g');

/** Words and marks that a careless reader would take for tokens, or for the end of a string. */
const words = fc
  .array(
    fc.constantFrom(
      'NaN',
      'Infinity',
      '-Infinity',
      '-',
      '"',
      '\\',
      '\\"',
      ' ',
      ',',
      ':',
      '[',
      '}',
      'é',
      '無限',
    ),
  )
  .map((all) => all.join(''));

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.constant(HOLE),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(words, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('JSON as Python writes it', () => {
  it('has null for NaN and Infinity, and both as words where they stand in strings and names', () => {
    fc.assert(
      fc.property(
        tree,
        fc.infiniteStream(fc.constantFrom('NaN', 'Infinity', '-Infinity')),
        fc.constantFrom(0, 2),
        (value, tokens, indent) => {
          const json = JSON.stringify(value, null, indent);
          const text = json.replace(HOLES, () => tokens.next().value ?? 'NaN');
          expect(parseJson(text)).to.deep.equal(JSON.parse(json.replace(HOLES, 'null')));
        },
      ),
      { numRuns: 2000 },
    );
  });

  for (const text of [
    '[NaNs]',
    '[Infinit]',
    '[nan]',
    '[1NaN]',
    '[nullNaN]',
    '[--Infinity]',
    '[+Infinity]',
    '{NaN: 1}',
    '[Infinity NaN]',
    '["a" NaN]',
    '["NaN]',
    'NaN of Infinity',
  ])
    it(`is none where such a word is no value: ${text}`, () => {
      expect(() => parseJson(text)).to.throw(SyntaxError);
    });
});
