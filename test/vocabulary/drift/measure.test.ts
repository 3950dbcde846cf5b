import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { matrix } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';
import { cosinesOf, HEAD, measuresHeadsIn, measuresIn, planted, signs } from './measured.js';

const { path: folder, remove } = folderWith({});
after(remove);
const measureHeads = measuresHeadsIn(folder);
const measure = measuresIn(folder);

const INPUT = 'model.embed_tokens.weight';

describe('drift', () => {
  for (const kernel of ['fastest', 'plain'] as const)
    it(`finds the cosines that were planted, over several blocks, by the ${kernel} kernel`, async () => {
      // A block has 8,192 rows of 256 bytes.
      const ids = [...Array(20_001).keys()];
      const measured = await measureHeads(
        ids.map((id) => signs(id)),
        ids.map((id) => signs(id, id % 40, 2)),
        { kernel },
      );
      for (const [id, cosine] of cosinesOf(measured).entries())
        expect(cosine, `row ${id}`).to.be.closeTo(planted(id % 40), 4e-16);
      const { drift } = measured;
      const sorted = ids.map((id) => planted(id % 40)).sort((a, b) => a - b);
      expect(drift.tokens).to.equal(ids.length);
      expect(drift.mean).to.be.closeTo(sorted.reduce((sum, one) => sum + one) / ids.length, 1e-12);
      expect(drift.lowest).to.be.closeTo(planted(39), 4e-16);
      expect(drift.under).to.deep.equal({
        '0.95': sorted.filter((one) => one < 0.95).length,
        '0.90': sorted.filter((one) => one < 0.9).length,
      });
      expect(drift.percentiles?.['50']).to.be.closeTo(sorted[Math.ceil(ids.length / 2) - 1] ?? 0, 4e-16);
      expect(drift.percentiles?.['1']).to.be.closeTo(sorted[Math.ceil(ids.length / 100) - 1] ?? 0, 4e-16);
      expect(drift.histogram.reduce((sum, { tokens }) => sum + tokens, 0)).to.equal(ids.length);
      expect(drift.histogram.at(-1)?.tokens).to.equal(sorted.filter((one) => one >= 0.99999).length);
    });

  it('has the difference and the norms of each row', async () => {
    const [row] = (await measureHeads([[3, 4]], [[6, 0]])).rows();
    expect(row).to.deep.include({ l2: 5, normBase: 5, normPost: 6 });
    expect(row?.cosine).to.be.closeTo(0.6, 1e-15);
  });

  it('of the same rows is none: all cosines are 1, whatever their values', async () => {
    const rows = Array.from({ length: 50 }, (_, id) => signs(id).map((one, i) => one * (0.001 + i * 0.37)));
    const { drift, ...measured } = await measureHeads(rows, rows, { changed: 9, neighbours: 9 });
    expect(new Set([...measured.rows()].map(({ cosine }) => cosine))).to.deep.equal(new Set([1]));
    expect(drift.shared_shift).to.deep.equal({ rows: 50, norm: 0, share: null, cosine: null });
    expect(drift.lowest).to.equal(1);
    expect(drift.tokens).to.equal(50);
    expect([drift.changed, drift.neighbours]).to.deep.equal([[], []]);
  });

  it('tells a cosine that is hardly less than 1', async () => {
    const base = Array.from({ length: 1024 }, () => 1);
    // One of 1,024 columns is 2^-7 larger.
    const post = base.map((one, i) => (i === 5 ? one + 2 ** -7 : one));
    const [cosine] = cosinesOf(await measureHeads([base], [post]));
    const exact = (1024 + 2 ** -7) / (32 * Math.sqrt(1024 + 2 ** -6 + 2 ** -14));
    expect(1 - (cosine ?? 0))
      .to.be.closeTo(1 - exact, 1e-14)
      .and.above(0);
  });

  it('measures rows whose squares no single float holds', async () => {
    for (const scale of [2 ** -80, 2 ** 80]) {
      const measured = await measureHeads([signs(1, 0, scale)], [signs(1, 8, scale)]);
      expect(cosinesOf(measured)).to.deep.equal([planted(8)]);
    }
  });

  it('has no cosine for rows of zeros, NaN and infinity, counts them, and measures the others as without them', async () => {
    const base = [signs(0), signs(1), signs(2).fill(0), signs(3), signs(4)];
    const post = [
      signs(0, 4),
      signs(1).fill(0),
      signs(2),
      signs(3).with(7, Number.NaN),
      signs(4).with(0, Number.POSITIVE_INFINITY),
    ];
    const measured = await measureHeads(base, post, { changed: 10 });
    expect(cosinesOf(measured)).to.deep.equal([planted(4), null, null, null, null]);
    const { drift } = measured;
    expect(drift).to.deep.include({
      tokens: 5,
      mean: planted(4),
      lowest: planted(4),
      without_cosine: { zero: 2, not_finite: 2 },
      changed: [{ id: 0, text: null, cosine: planted(4) }],
    });
    // Zeros moved too; what is no number did not.
    expect(drift.shared_shift.rows).to.equal(3);
    expect(drift.shared_shift.norm).to.be.a('number').and.above(0);
  });

  it('of rows without any cosine has none in its figures', async () => {
    const { drift } = await measureHeads([[0, 0]], [[1, 1]]);
    expect(drift).to.deep.include({ tokens: 1, mean: null, lowest: null, percentiles: null, changed: [] });
    expect(drift.under).to.deep.equal({ '0.95': 0, '0.90': 0 });
  });

  it('finds who was close to a token before and after', async () => {
    const ids = [...Array(200).keys()];
    const base = ids.map((id) => signs(id));
    base[7] = signs(100, 3);
    const post = [...base];
    post[7] = signs(150, 5);
    const { drift } = await measureHeads(base, post, { neighbours: 4, changed: 1 });
    // Rows that did not move have no neighbours that are worth a look.
    expect(drift.neighbours.length).to.equal(1);
    const [{ id, base: before, post: after, kept } = { id: -1, base: [], post: [], kept: -1 }] =
      drift.neighbours;
    expect([id, before[0]?.id, after[0]?.id]).to.deep.equal([7, 100, 150]);
    expect(before[0]?.cosine).to.be.closeTo(planted(3), 1e-6);
    expect(before.length).to.equal(5);
    expect(before.map(({ cosine }) => cosine)).to.deep.equal(
      before.map(({ cosine }) => cosine).sort((a, b) => b - a),
    );
    expect(kept).to.equal(before.filter((one) => after.some((other) => other.id === one.id)).length);
  });

  it('compares tied embeddings with an output matrix of its own, and the input as a control', async () => {
    const rows = [0, 1, 2].map((id) => signs(id));
    const moved = rows.map((_, id) => signs(id, 10));
    const { drift } = await measure(
      { [INPUT]: matrix(rows) },
      { [INPUT]: matrix(rows), [HEAD]: matrix(moved) },
      { input: true },
    );
    expect(drift.lowest).to.equal(planted(10));
    expect([drift.base.tied, drift.post.tied]).to.deep.equal([true, false]);
    expect(drift.base.tensor).to.equal(INPUT);
    expect(drift.input).to.deep.include({ tokens: 3, mean: 1, lowest: 1 });
  });

  it('refuses models of another width in one line', async () => {
    const error = await measureHeads([[1, 2]], [[1, 2, 3]]).catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(UserError)
      .with.property('message')
      .that.matches(/2 columns, and .* has 3/);
  });
});
