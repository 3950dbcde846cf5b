import { expect } from 'chai';
import { forgetUnits, unitsOf } from '../../detectors/identify/index.js';

/** The mark that a copy was not made anew. */
const MARK = 1;

describe('code units of the text in hand', () => {
  afterEach(forgetUnits);

  for (const length of [50, 5_000, 2_000_000])
    it(`are copied once for a text of ${length}, whatever pieces of it are asked about between`, () => {
      const text = 'a'.repeat(length);
      unitsOf(text)[0] = MARK;
      for (const piece of [text.slice(0, length / 2), 'b'.repeat(length - 1), 'c'])
        expect(unitsOf(piece)[piece.length - 1], piece.slice(0, 9)).to.equal(piece.charCodeAt(0));
      expect(unitsOf(text)[0]).to.equal(MARK);
    });

  it('are copied anew when the text is done with', () => {
    const text = 'a'.repeat(2_000_000);
    unitsOf(text)[0] = MARK;
    forgetUnits();
    expect(unitsOf(text)[0]).to.equal('a'.charCodeAt(0));
    expect(unitsOf(text)[1_999_999]).to.equal('a'.charCodeAt(0));
  });
});
