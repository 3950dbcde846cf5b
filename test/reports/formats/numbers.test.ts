import { expect } from 'chai';
import fc from 'fast-check';
import {
  bounds,
  count,
  escapeHidden,
  percent,
  percentWithBounds,
  points,
  pValue,
  seconds,
  significant,
  visiblePieces,
} from '../../../reports/display/index.js';
import { rate } from '../fixture/index.js';

describe('numbers in reports', () => {
  const cases: readonly (readonly [string, string])[] = [
    [percent(0.2314), '23.1%'],
    [percent(0), '0.0%'],
    [percent(1), '100.0%'],
    [percent(0.0001), '<0.1%'],
    [percent(0.9999), '>99.9%'],
    [percent(null), '–'],
    [percent(Number.NaN), '–'],
    [points(-0.147), '−14.7'],
    [points(0.02), '+2.0'],
    [points(-0.0001), '0.0'],
    [points(null), '–'],
    [count(1234567), '1,234,567'],
    [count(1e300), '1.00e+300'],
    [significant(2.5e18), '2.50e+18'],
    [seconds(1e308), '1.00e+305'],
    [pValue(0.00001), '<0.001'],
    [pValue(0.0341), '0.034'],
    [pValue(1), '1'],
    [pValue(null), '–'],
    [percentWithBounds(rate(0, 100)), '0.0% (0–3.7)'],
    [percentWithBounds(rate(100, 100)), '100.0% (96.3–100)'],
    [percentWithBounds(rate(0, 0)), '–'],
    [bounds(rate(0, 0)), ''],
  ];
  for (const [written, expected] of cases) {
    it(`are written ${expected === '' ? 'as nothing' : expected}`, () => {
      expect(written).to.equal(expected);
    });
  }
});

describe('hidden characters', () => {
  it('become code points in names', () => {
    expect(escapeHidden('a\u001Bb\u202Ec\u200Dd\n')).to.equal('a\\u{1B}b\\u{202E}c\\u{200D}d\\u{A}');
  });

  it('become pieces of their own in texts, but for line feeds and tabs', () => {
    expect(visiblePieces('a\n\t\u202Eb\r\nc\uD800')).to.deep.equal([
      { text: 'a\n\t' },
      { codePoint: 'U+202E', times: 1 },
      { text: 'b' },
      { text: '\nc' },
      { codePoint: 'U+D800', times: 1 },
    ]);
  });

  for (const text of ['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', '❤️‍🔥', '葛󠄀']) {
    it(`stay where spelling needs them: ${text}`, () => {
      expect(visiblePieces(text)).to.deep.equal([{ text }]);
    });
  }

  it('stand alone outside of it', () => {
    expect(visiblePieces('a\u200Db\u200Cc')).to.deep.equal([
      { text: 'a' },
      { codePoint: 'U+200D', times: 1 },
      { text: 'b' },
      { codePoint: 'U+200C', times: 1 },
      { text: 'c' },
    ]);
  });

  it('are named once where they stand in a row', () => {
    expect(visiblePieces(`a${'\u200b'.repeat(1000)}\u2060\u200b\n\u200b`)).to.deep.equal([
      { text: 'a' },
      { codePoint: 'U+200B', times: 1000 },
      { codePoint: 'U+2060', times: 1 },
      { codePoint: 'U+200B', times: 1 },
      { text: '\n' },
      { codePoint: 'U+200B', times: 1 },
    ]);
  });

  it('are found in a part of a text in time by the part', () => {
    const text = '値段を посмотреть しましょう。'.repeat(30_000);
    const before = process.cpuUsage();
    for (let at = 0; at < text.length; at += 20) visiblePieces(text, at, at + 20);
    // Searching the rest of the text for every part took minutes.
    expect(process.cpuUsage(before).user).to.be.below(2_000_000);
  });

  it('are all that pieces change', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const joined = visiblePieces(text)
          .map((piece) =>
            'text' in piece
              ? piece.text
              : String.fromCodePoint(Number.parseInt(piece.codePoint.slice(2), 16)).repeat(piece.times),
          )
          .join('');
        expect(joined).to.equal(text.replaceAll('\r\n', '\n'));
      }),
    );
  });
});
