import { expect } from 'chai';
import { type Detection, detect, policyFor } from '../../detectors/index.js';

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
}

const marksOf = ({ findings }: Detection): string[] =>
  findings.flatMap(({ kind, script, text }) => (kind === 'punctuation' ? [`${script} ${text}`] : []));

describe('punctuation of another script', () => {
  const cases: readonly (readonly [
    what: string,
    language: string,
    text: string,
    found: readonly string[],
    prompt?: string,
  ])[] = [
    ['Arabic commas in English', 'en', 'Wash the car، dry it، and wax it.', ['Arab ،', 'Arab ،']],
    [
      'Chinese marks in English',
      'en',
      'First，wash the car。Then dry it、please。',
      ['Hani ，', 'Hani 。', 'Hani 、', 'Hani 。'],
    ],
    ['Chinese marks in Russian', 'ru', 'Сначала，вымойте машину。', ['Hani ，', 'Hani 。']],
    ['a Chinese full stop in Korean', 'ko', '오늘은 날씨가 좋습니다。', ['Hani 。']],
    ['a danda in Spanish', 'es', 'Esto es todo। Gracias.', ['Deva ।']],
    ['Devanagari digits in English', 'en', 'It costs about २५ euros.', ['Deva २५']],
    ['Arabic commas in Japanese', 'ja', '雪国、川端康成، そして宮沢賢治。', ['Arab ،']],
    ['Arabic commas in Hindi', 'hi', 'दौड़، छलांग और खेल।', ['Arab ،']],
    ['Persian digits in Persian', 'fa', 'قیمت آن ۲۵ یورو است، بله؟', []],
    ['marks that Japanese shares', 'ja', 'はい，そうです。「いいえ」、違います！', []],
    ['marks of its own in another width, in Korean', 'ko', '정말로 좋습니다！ 그렇죠？', []],
    ['dandas in Bengali', 'bn', 'আজ আবহাওয়া ভালো। ধন্যবাদ।', []],
    ['a bracket around Chinese', 'en', 'The capital is Beijing（北京）today.', []],
    ['Chinese with its own marks', 'en', 'He said 你好，世界。 and left.', []],
    ['a mark in code', 'en', 'Replace it with `a，b` and go on.', []],
    ['a mark that is spoken of', 'en', 'The Arabic comma "،" looks like this.', []],
    ['a kaomoji', 'en', 'Thank you (´・ω・`) and good night.', []],
    [
      'words that the prompt has with it',
      'en',
      'You wrote car، which is fine.',
      [],
      'Is "the car، the bus" right?',
    ],
    [
      'digits that the prompt asks for',
      'en',
      'Written so: twenty is २० there.',
      [],
      'Write the number twenty in Hindi.',
    ],
  ];
  for (const [what, language, text, expected, prompt] of cases)
    it(`${expected.length === 0 ? 'is not' : 'is'} ${what}`, () => {
      const detection = run(language, text, prompt);
      expect(marksOf(detection)).to.deep.equal(expected);
      expect(detection.punctuated).to.equal(expected.length > 0);
    });

  it('is no mixing, and no damage', () => {
    const { mixed, scriptMixed, wordMixed, damaged, wrongLanguage } = run(
      'en',
      'Wash the car، then dry it、please.',
    );
    expect([mixed, scriptMixed, wordMixed, damaged, wrongLanguage]).to.deep.equal([
      false,
      false,
      false,
      false,
      null,
    ]);
  });
});
