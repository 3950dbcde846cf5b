/** What a trace says of tokens, out of what is at hand. */

import { expect } from 'chai';
import { openVocabulary, traceText } from '../../../vocabulary/index.js';
import { folderWith } from '../../support/offscript.js';
import { COLUMNS, measuresHeadsIn, planted, signs, vocabularyOf } from '../drift/measured.js';
import { qwen3, sentencePiece } from '../real.js';

const { path: folder, remove } = folderWith({});
after(remove);
const measures = measuresHeadsIn(folder);

/** A vocabulary of texts that are encoded character by character. */
const letters = (texts: readonly string[]) => ({
  ...vocabularyOf(texts),
  encoding: async () => ({
    kind: 'known' as const,
    encode: (text: string) => [...text].map((one) => texts.indexOf(one)),
    prefixed: false,
    separable: false,
  }),
});

describe('a trace', () => {
  it('has each token once, and each of its places', async () => {
    const { places, tokens } = await traceText(letters(['a', 'b']), 'abba');
    expect(places.map(({ id }) => id)).to.deep.equal([0, 1, 1, 0]);
    expect(tokens.map(({ id }) => id)).to.deep.equal([0, 1]);
  });

  it('ranks a row among all: equal ones share the place of the first, and a percentile', async () => {
    const texts = [...'abcdefghij'];
    const turned = [0, 1, 5, 5, 2, 3, 4, 6, 7, 8];
    const measured = await measures(
      texts.map((_, id) => signs(id)),
      turned.map((columns, id) => signs(id, columns)),
    );
    const { tokens } = await traceText(letters(texts), 'acdj', {
      drift: async () => ({ kind: 'measured', measured }),
    });
    expect(tokens.map(({ drift }) => [drift?.rank, drift?.percentile])).to.deep.equal([
      [10, 100],
      [4, 50],
      [4, 50],
      [1, 10],
    ]);
    expect(tokens[3]?.drift?.cosine).to.be.closeTo(planted(8), 1e-12);
    expect(tokens[3]?.drift?.norm_post).to.be.closeTo(Math.sqrt(COLUMNS), 1e-6);
  });

  it('marks rows that moved far: under 0.95, or among the hundredth that moved furthest, and none that did not move', async () => {
    const texts = Array.from({ length: 120 }, (_, id) => String.fromCodePoint(0x4e00 + id));
    // In steps that bf16 has, so that no two are alike; all stay far above 0.95, as in a small model.
    const measured = await measures(
      texts.map((_, id) => signs(id)),
      texts.map((_, id) => signs(id).map((value, column) => (column === 0 ? value * (1 + id / 128) : value))),
    );
    expect(measured.drift.lowest).to.be.above(0.99);
    const far = async (id: number): Promise<boolean | undefined> => {
      const { tokens } = await traceText(letters(texts), texts[id] ?? '', {
        drift: async () => ({ kind: 'measured', measured }),
      });
      return tokens[0]?.signs.includes('drifted');
    };
    expect(await Promise.all([0, 60, 118, 119].map(far))).to.deep.equal([false, false, false, true]);
    const much = await measures([signs(0), signs(1)], [signs(0), signs(1, 5)]);
    const { tokens } = await traceText(letters(['a', 'b']), 'ab', {
      drift: async () => ({ kind: 'measured', measured: much }),
    });
    expect(tokens.map((one) => one.signs)).to.deep.equal([[], ['drifted']]);
  });

  it('asks for the neighbours of its own tokens, changed or not', async () => {
    const texts = [...'abcdef'];
    const rows = texts.map((_, id) => signs(id));
    const { tokens } = await traceText(letters(texts), 'ca', {
      drift: async (ids) => ({
        kind: 'measured',
        measured: await measures(rows, rows, { neighboursOf: ids }),
      }),
    });
    expect(tokens.map(({ neighbours }) => [neighbours?.base.length, neighbours?.kept])).to.deep.equal([
      [5, 5],
      [5, 5],
    ]);
  });

  it('tells of real tokenizers which pieces make a character, and what each token is', async () => {
    for (const path of [qwen3, sentencePiece]) {
      const { places, tokens } = await traceText(await openVocabulary(path), 'x㐀y');
      const pieces = places.filter((place) => place.piece_of !== null);
      expect(pieces.map((place) => place.piece_of)).to.deep.equal(pieces.map(() => '㐀'));
      expect(pieces).to.have.length.above(1);
      const ids = new Set(pieces.map(({ id }) => id));
      expect(tokens.filter(({ id }) => ids.has(id)).every(({ text }) => text === null)).to.equal(true);
    }
  });
});
