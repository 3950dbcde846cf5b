import { expect } from 'chai';
import fc from 'fast-check';
import { segments } from '../../../detectors/measures/segmenter.js';

const cut = (text: string, language: string): string[] =>
  [...segments(text, language)].map(({ start, end }) => text.slice(start, end));

/** As the engine cuts all of it at once, which takes time by the square. */
const whole = (text: string, language: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

describe('words of languages without spaces', () => {
  for (const [language, sentence] of [
    ['ja', 'これは長い文章です。国際連合の会議は来週から東京で開かれる予定です。'],
    ['zh', '这是一个很长的句子，北京的天气今天很好。我们明天去公园。'],
    ['th', 'ประเทศไทยเป็นประเทศที่สวยงามและมีอาหารอร่อย'],
  ] as const) {
    it(`are cut as if a long line were whole: ${language}`, () => {
      const text = sentence.repeat(10_000 / sentence.length);
      expect(cut(text, language)).to.deep.equal(whole(text, language));
    });

    it(`are cut in lines of which there is no end: ${language}`, () => {
      const text = sentence.repeat((1 << 20) / sentence.length);
      expect(cut(text, language).join('')).to.equal(text);
    });
  }

  it('are all of the text, whatever it is', () => {
    const pieces = fc.constantFrom('あ', '国', 'a', ' ', '\u0301', '\ud83d\ude00', '\ud83d', '\n', 'ไทย');
    const texts = fc
      .array(fc.tuple(pieces, fc.integer({ min: 1, max: 5000 })), { maxLength: 6 })
      .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join(''));
    fc.assert(
      fc.property(texts, (text) => {
        expect(cut(text, 'ja').join('')).to.equal(text);
      }),
      { numRuns: 30 },
    );
  });
});
