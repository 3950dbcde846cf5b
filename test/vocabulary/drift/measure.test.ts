import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UserError } from '../../../files/index.js';
import { openCheckpoint } from '../../../vocabulary/checkpoint/index.js';
import { type DriftOptions, type Measured, measureDrift } from '../../../vocabulary/drift/index.js';
import type { TokenKind, Vocabulary } from '../../../vocabulary/tokenizer/index.js';
import { matrix, safetensors, type Written } from '../../support/checkpoint.js';
import { folderWith } from '../../support/offscript.js';

const { path: folder, remove } = folderWith({});
after(remove);

let made = 0;

async function measure(
  base: Readonly<Record<string, Written>>,
  post: Readonly<Record<string, Written>>,
  options: DriftOptions = {},
): Promise<Measured> {
  const place = join(folder, String(made++));
  mkdirSync(place);
  writeFileSync(join(place, 'base.safetensors'), safetensors(base));
  writeFileSync(join(place, 'post.safetensors'), safetensors(post));
  const before = await openCheckpoint(join(place, 'base.safetensors'));
  const after = await openCheckpoint(join(place, 'post.safetensors'));
  try {
    return await measureDrift(before, after, options);
  } finally {
    await before.close();
    await after.close();
  }
}

const HEAD = 'lm_head.weight';
const INPUT = 'model.embed_tokens.weight';

type Rows = readonly (readonly number[])[];
const headOf = (rows: Rows): Record<string, Written> => ({ [HEAD]: matrix(rows) });
const measureHeads = (base: Rows, post: Rows, options?: DriftOptions): Promise<Measured> =>
  measure(headOf(base), headOf(post), options);

const cosinesOf = (measured: Measured): (number | null)[] => [...measured.rows()].map(({ cosine }) => cosine);

/** Tokens by their texts; one that begins with < is special, and `<unused` unused. */
function vocabularyOf(texts: readonly string[]): Vocabulary {
  const kindOf = (id: number): TokenKind => {
    const text = texts[id];
    if (text === undefined) return 'padding';
    return text.startsWith('<unused') ? 'unused' : text.startsWith('<') ? 'special' : 'text';
  };
  return {
    source: { path: 'memory', format: 'tokenizer.json', model: 'bpe', sha256: texts.join('|') },
    entries: texts.length,
    added: 0,
    size: texts.length,
    kindOf,
    bytesOf: (id) => Buffer.from(texts[id] ?? ''),
    textOf: (id) => texts[id] ?? null,
    idOf: (bytes) => texts.indexOf(Buffer.from(bytes).toString()),
    orderOf: () => null,
    encoding: async () => ({ kind: 'unknown', why: '', todo: '' }),
  };
}

const COLUMNS = 128;

/** A row of 1 and -1, of which so many of the first have their signs turned: its cosine with that without is 1 - 2 turned / columns. */
const signs = (id: number, turned = 0, scale = 1): number[] =>
  Array.from(
    { length: COLUMNS },
    (_, column) =>
      ((Math.imul(id * COLUMNS + column + 1, 0x9e3779b1) >>> 16) & 1 ? 1 : -1) *
      (column < turned ? -scale : scale),
  );
const planted = (turned: number): number => 1 - (2 * turned) / COLUMNS;

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

  describe('what rows moved by together', () => {
    const shifted = (by: (id: number) => readonly number[], rows = 40): [Rows, Rows] => {
      const ids = [...Array(rows).keys()];
      const base = ids.map((id) => signs(id));
      return [base, base.map((row, id) => row.map((one, i) => one + (by(id)[i] ?? 0)))];
    };
    const ones = (length: number): number[] => Array(COLUMNS).fill(length / Math.sqrt(COLUMNS));

    it('is all of it where every row moved by the same', async () => {
      const { shared_shift: shift } = (await measureHeads(...shifted(() => Array(COLUMNS).fill(0.5)))).drift;
      expect(shift.rows).to.equal(40);
      expect(shift.norm).to.be.closeTo(0.5 * Math.sqrt(COLUMNS), 1e-6);
      expect(shift.share).to.be.closeTo(1, 1e-6);
      expect(shift.cosine).to.be.closeTo(1, 1e-6);
    });

    it('is half of it where each row moved as far on a way of its own', async () => {
      // By 1 along all columns, and by 1 along a direction that is orthogonal to it and to those of others.
      const by = (id: number): number[] =>
        Array.from({ length: COLUMNS }, (_, i) => 0.5 + (i === 2 * id ? 4 : i === 2 * id + 1 ? -4 : 0));
      const { shared_shift: shift } = (await measureHeads(...shifted(by))).drift;
      const [common, own] = [0.25 * COLUMNS, 32];
      // The means of the own ways are small, and known.
      const square = common + own / 40;
      expect(shift.norm).to.be.closeTo(Math.sqrt(square), 1e-6);
      expect(shift.share).to.be.closeTo(square / (common + own), 1e-6);
      expect(shift.cosine).to.be.closeTo(square / Math.sqrt(square) / Math.sqrt(common + own), 1e-6);
    });

    it('is over tokens that were never seen, where somebody says which', async () => {
      const { drift } = await measureHeads(...shifted((id) => ones(id % 2 === 0 ? 8 : -8)), {
        seen: { tokens: 40, was: (id) => id % 2 === 1 },
      });
      expect(drift.shared_shift.rows).to.equal(20);
      expect(drift.shared_shift.cosine).to.be.closeTo(1, 1e-4);
      expect(drift.tokens).to.equal(40);
    });
  });

  describe('with a tokenizer', () => {
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
