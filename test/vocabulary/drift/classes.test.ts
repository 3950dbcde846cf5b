import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { COLUMNS, measuresHeadsIn, planted, signs, vocabularyOf } from './measured.js';

const { path: folder, remove } = folderWith({});
after(remove);
const measureHeads = measuresHeadsIn(folder);

describe('drift with a tokenizer', () => {
  const texts = ['a', 'b', 'カ', 'д', '<s>', '<unused0>', 'ж'];

  it('has a table by class, in which padding is one, and the texts of tokens', async () => {
    const ids = [...Array(9).keys()];
    const vocabulary = vocabularyOf(texts);
    const { drift } = await measureHeads(
      ids.map((id) => signs(id)),
      ids.map((id) => signs(id, 2 * id)),
      { baseVocabulary: vocabulary, postVocabulary: vocabulary, changed: 3 },
    );
    const row = (name: string, ...turned: number[]) => ({
      class: name,
      tokens: turned.length,
      mean: turned.reduce((sum, one) => sum + planted(one), 0) / turned.length,
      lowest: planted(Math.max(...turned)),
      under: {
        '0.95': turned.filter((one) => planted(one) < 0.95).length,
        '0.90': turned.filter((one) => planted(one) < 0.9).length,
      },
    });
    expect(drift.classes).to.deep.equal([
      row('Cyrl', 6, 12),
      row('Latn', 0, 2),
      row('Hrkt', 4),
      row('special', 8),
      row('unused', 10),
      row('padding', 14, 16),
    ]);
    expect(drift.changed).to.deep.equal([
      { id: 8, text: null, cosine: planted(16) },
      { id: 7, text: null, cosine: planted(14) },
      { id: 6, text: 'ж', cosine: planted(12) },
    ]);
  });

  it('has the distance of each row to the mean of unused ones and of padding, before and after', async () => {
    const unused = signs(50);
    const base = texts.map((_, id) => (id === 5 ? unused : signs(id)));
    // After, token 1 is as the unused ones.
    const post = base.map((row, id) => (id === 1 ? unused.map((one) => 2 * one) : row));
    const vocabulary = vocabularyOf(texts);
    const measured = await measureHeads([...base, unused], [...post, unused], {
      baseVocabulary: vocabulary,
      postVocabulary: vocabulary,
    });
    expect(measured.drift.unused).to.deep.equal({ rows: 2 });
    const rows = [...measured.rows()];
    const product = (a: readonly number[]): number =>
      a.reduce((sum, one, i) => sum + one * (unused[i] ?? 0), 0);
    for (const [id, { unusedBase }] of rows.slice(0, 5).entries())
      expect(unusedBase).to.be.closeTo(1 - product(signs(id)) / COLUMNS, 1e-6);
    expect(rows[1]?.unusedPost).to.be.closeTo(0, 1e-6);
    expect(rows[5]?.unusedBase).to.be.closeTo(0, 1e-6);
  });
});
