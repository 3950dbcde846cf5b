import { expect } from 'chai';
import type { Vocabulary } from '../../../vocabulary/tokenizer/index.js';
import { folderWith } from '../../support/offscript.js';
import { cosinesOf, measuresHeadsIn, planted, signs, vocabularyOf } from './measured.js';

const { path: folder, remove } = folderWith({});
after(remove);
const measureHeads = measuresHeadsIn(folder);

describe('rows before and after', () => {
  it('matches tokens where the vocabularies differ, and lists those that one side alone has', async () => {
    const [before, after] = [
      ['a', 'b', 'gone', 'カ', '<s>'],
      ['<s>', 'new', 'カ', 'a', 'b', 'a'],
    ] as const;
    const turned: Readonly<Record<string, number>> = { a: 1, b: 2, カ: 3, '<s>': 4 };
    const { drift, ...measured } = await measureHeads(
      [...before.map((text) => signs(text.length + text.charCodeAt(0))), signs(99)],
      after.map((text) => signs(text.length + text.charCodeAt(0), turned[text] ?? 0)),
      { baseVocabulary: vocabularyOf(before), postVocabulary: vocabularyOf(after), neighbours: 1 },
    );
    expect(drift.matched_by).to.equal('token');
    expect([...measured.rows()].map(({ id, text, cosine }) => [id, text, cosine])).to.deep.equal([
      [0, '<s>', planted(4)],
      [2, 'カ', planted(3)],
      [3, 'a', planted(1)],
      [4, 'b', planted(2)],
    ]);
    // A token that stands twice after has one row before.
    expect(drift.only).to.deep.equal({
      base: [{ id: 2, text: 'gone' }],
      post: [
        { id: 1, text: 'new' },
        { id: 5, text: 'a' },
      ],
    });
    expect(drift.neighbours[0]).to.deep.include({ id: 0, text: '<s>' });
  });

  it('takes a token that became special for the same one, and one that is spelt like it for another', async () => {
    const vocabulary = (texts: readonly string[], special: readonly number[]): Vocabulary => {
      const plain = vocabularyOf(texts);
      return {
        ...plain,
        source: { ...plain.source, sha256: `${plain.source.sha256} ${special}` },
        kindOf: (id) => (special.includes(id) ? 'special' : texts[id] === undefined ? 'padding' : 'text'),
      };
    };
    const ids = async (before: Vocabulary, after: Vocabulary): Promise<unknown> => {
      const rows = Array.from({ length: 4 }, (_, id) => signs(id));
      const options = { baseVocabulary: before, postVocabulary: after };
      const { drift, ...measured } = await measureHeads(rows, rows.toReversed(), options);
      return [drift.matched_by, cosinesOf({ drift, ...measured }).map((one) => one === 1), drift.only];
    };
    const none = { base: [], post: [] };
    // Of the same tokens rows are paired by id, whatever became special: here none is as it was.
    const plain = vocabulary(['x', 'a', 'b', 'y'], []);
    expect(await ids(plain, vocabulary(['x', 'a', 'b', 'y'], [2]))).to.deep.equal([
      'id',
      [false, false, false, false],
      none,
    ]);
    // In another order each row is that of its token, and `a` is special in one of them alone.
    expect(await ids(plain, vocabulary(['y', 'b', 'a', 'x'], [2]))).to.deep.equal([
      'token',
      [true, true, true, true],
      none,
    ]);
    // `a` as a text and as a special token, in another order.
    expect(
      await ids(vocabulary(['x', 'a', 'a', 'y'], [2]), vocabulary(['y', 'a', 'a', 'x'], [1])),
    ).to.deep.equal(['token', [true, true, true, true], none]);
  });

  it('without one compares as many rows as both have, and lists the rest', async () => {
    const rows = [0, 1, 2].map((id) => signs(id));
    const { drift } = await measureHeads(rows, [...rows, signs(3)]);
    expect(drift).to.deep.include({ tokens: 3, classes: [], matched_by: 'id' });
    expect(drift.only).to.deep.equal({ base: [], post: [{ id: 3, text: null }] });
  });
});
