import { expect } from 'chai';
import fc from 'fast-check';
import { excerptOf, type Stretch } from '../../../../reports/formats/html/excerpt.js';
import { finding } from '../../stories.js';

function textOf(stretches: readonly Stretch[]): string {
  return stretches
    .flatMap((stretch) => (stretch.kind === 'gap' ? [] : stretch.pieces))
    .map((piece) => piece.text ?? piece.codePoint ?? '')
    .join('');
}

describe('a text cut at its findings', () => {
  it('is still the text, in order', () => {
    const text = 'なぜ это と это か';
    const second = { ...finding(text, 'это', 'Cyrl'), start: 9, end: 12 };
    const { stretches, unplaced } = excerptOf(text, [second, finding(text, 'это', 'Cyrl')]);
    expect(stretches.map((stretch) => [stretch.kind, textOf([stretch])])).to.deep.equal([
      ['plain', 'なぜ '],
      ['mark', 'это'],
      ['plain', ' と '],
      ['mark', 'это'],
      ['plain', ' か'],
    ]);
    expect(unplaced).to.equal(0);
  });

  it('leaves out findings that are not there, overlap, or cut a pair of surrogates', () => {
    const text = 'ab😀cd';
    const at = (start: number, end: number) => ({
      start,
      end,
      text: text.slice(start, end),
      kind: 'script' as const,
      script: 'Latn',
    });
    const { stretches, unplaced } = excerptOf(text, [
      at(0, 2),
      at(1, 2),
      at(2, 3),
      at(3, 5),
      at(5, 99),
      at(-1, 2),
      { ...at(4, 5), text: 'x' },
    ]);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['mark', 'plain']);
    expect(unplaced).to.equal(6);
  });

  it('folds what is far from every finding', () => {
    const text = `${'あ'.repeat(1000)}это${'い'.repeat(1000)}`;
    const { stretches } = excerptOf(text, [finding(text, 'это', 'Cyrl')]);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['fold', 'plain', 'mark', 'plain', 'fold']);
    expect(textOf(stretches)).to.equal(text);
  });

  it('shows the beginning of a long text without findings', () => {
    const { stretches } = excerptOf('う'.repeat(2000), []);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['plain', 'fold']);
  });

  it('loses nothing, wherever the findings are', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 900 }).filter((text) => !/[\p{C}\r]/v.test(text));
    const places = fc.array(fc.tuple(fc.nat(900), fc.nat(30)), { maxLength: 6 });
    fc.assert(
      fc.property(texts, places, (text, spots) => {
        const findings = spots.map(([start, length]) => ({
          start,
          end: start + length,
          text: text.slice(start, start + length),
          kind: 'script' as const,
          script: 'Cyrl',
        }));
        const { stretches, unplaced } = excerptOf(text, findings);
        const marks = stretches.filter(({ kind }) => kind === 'mark');
        expect(marks.length + unplaced).to.equal(findings.length);
        const restored = stretches
          .flatMap((stretch) => (stretch.kind === 'gap' ? [] : stretch.pieces))
          .map(
            (piece) =>
              piece.text ?? String.fromCodePoint(Number.parseInt((piece.codePoint ?? '').slice(2), 16)),
          )
          .join('');
        expect(restored).to.equal(text);
      }),
    );
  });
});
