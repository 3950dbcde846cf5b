import { expect } from 'chai';
import fc from 'fast-check';
import unicode from 'unicode-properties';
import { scriptExtensionsOf, scriptOf, scriptRuns, UNICODE_VERSION } from '../../detectors/index.js';

describe('script runs', () => {
  const cases: { text: string; runs: [string, string][] }[] = [
    { text: '', runs: [] },
    { text: '12 + 3', runs: [['Zyyy', '12 + 3']] },
    { text: 'мир', runs: [['Cyrl', 'мир']] },
    { text: ' «мир»! ', runs: [['Cyrl', ' «мир»! ']] },
    {
      text: '値段をпосмотретьする',
      runs: [
        ['Hani', '値段'],
        ['Hira', 'を'],
        ['Cyrl', 'посмотреть'],
        ['Hira', 'する'],
      ],
    },
    { text: 'コーヒー', runs: [['Kana', 'コーヒー']] },
    { text: '𠮷野家', runs: [['Hani', '𠮷野家']] },
    {
      text: 'a𐐀b',
      runs: [
        ['Latn', 'a'],
        ['Dsrt', '𐐀'],
        ['Latn', 'b'],
      ],
    },
    { text: '\ud800a\udc00', runs: [['Latn', '\ud800a\udc00']] },
    {
      text: 'e\u0301е\u0301',
      runs: [
        ['Latn', 'e\u0301'],
        ['Cyrl', 'е\u0301'],
      ],
    },
  ];
  for (const { text, runs } of cases) {
    it(`cuts ${JSON.stringify(text)} into ${runs.length} runs`, () => {
      expect(
        scriptRuns(text).map(({ start, end, script }) => [script, text.slice(start, end)]),
      ).to.deep.equal(runs);
    });
  }

  it('cover any string without gaps, each script differing from its neighbour', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 3 }), (text, cut) => {
        const torn = text.slice(cut);
        const runs = scriptRuns(torn);
        expect(runs.map(({ start, end }) => torn.slice(start, end)).join('')).to.equal(torn);
        for (const [i, run] of runs.entries()) {
          expect(run.end).to.be.greaterThan(run.start);
          expect(run.script).not.to.equal(runs[i + 1]?.script);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('do not depend on where the text was copied in pieces', () => {
    const piece = 'ひらがな漢字кириллица𠮷 ';
    const text = piece.repeat(6000);
    const once = scriptRuns(piece);
    const runs = scriptRuns(text);
    expect(runs.length).to.equal(once.length * 6000);
    for (const [i, { start, end, script }] of runs.entries()) {
      const like = once[i % once.length];
      const base = Math.floor(i / once.length) * piece.length;
      expect([start - base, end - base, script]).to.deep.equal([like?.start, like?.end, like?.script]);
    }
  });
});

describe('the script table', () => {
  it('is of the Unicode version that it names', () => {
    expect(UNICODE_VERSION).to.equal('17.0.0');
    // U+10940 Sidetic is new in 17.0, U+323B0 is in CJK Extension J of 17.0.
    expect([scriptOf(0x10940), scriptOf(0x323b0)]).to.deep.equal(['Sidt', 'Hani']);
  });

  it('agrees with unicode-properties wherever Unicode 12 knew the script', () => {
    const names: Record<string, string> = {};
    const differing: string[] = [];
    for (let point = 0; point < 0x110000; point++) {
      const name = unicode.getScript(point);
      if (name === 'Common' || name === 'Inherited' || name === 'Unknown') continue;
      const code = scriptOf(point);
      names[name] ??= code;
      if (names[name] !== code) differing.push(`U+${point.toString(16)} ${name} ${code}`);
    }
    expect(Object.keys(names).length).to.be.greaterThan(140);
    expect(new Set(Object.values(names)).size).to.equal(Object.keys(names).length);
    expect(differing).to.deep.equal([]);
  });

  it('agrees with the regular expressions of this Node where both are of one Unicode version', function () {
    if (!process.versions.unicode?.startsWith('17.')) this.skip();
    for (const script of ['Cyrl', 'Hani', 'Latn', 'Hira', 'Arab', 'Zyyy', 'Zinh']) {
      const is = new RegExp(`^\\p{Script=${script}}$`, 'u');
      for (let point = 0; point < 0x30000; point += 7) {
        if (point >= 0xd800 && point < 0xe000) continue;
        expect(scriptOf(point) === script, `U+${point.toString(16)} ${script}`).to.equal(
          is.test(String.fromCodePoint(point)),
        );
      }
    }
  });

  it('knows with which scripts a shared character is used', () => {
    expect(scriptOf(0x30fc)).to.equal('Zyyy');
    expect(scriptExtensionsOf(0x30fc)).to.deep.equal(['Hira', 'Kana']);
    expect(scriptExtensionsOf(0x0964)).to.include.members(['Deva', 'Beng']);
    expect(scriptExtensionsOf(0x41)).to.deep.equal(['Latn']);
  });
});
