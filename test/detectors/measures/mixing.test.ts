import { expect } from 'chai';
import {
  codeMixingIndex,
  corpusCodeMixing,
  countSwitches,
  detect,
  integrationIndex,
  languageConfusionEntropy,
  languageUnits,
  multilingualIndex,
  policyFor,
  type UnitTag,
} from '../../../detectors/index.js';

/** Tags from words; `-` is language-independent. */
const tags = (line: string): UnitTag[] => line.split(' ').map((tag) => (tag === '-' ? null : tag));

/** Tags in proportion, with the extremes that Guzmán et al. (Interspeech 2017) give for each measure. */
const CASES: readonly {
  readonly what: string;
  readonly line: string;
  readonly cmi: number;
  readonly m: number;
  readonly i: number;
}[] = [
  // The example in the README of "Metrics for Measuring Code-Switching" (cs_metrics): CMI 45.45454545454546, M-index
  // 0.9836065573770497; the I-index is 3 switches in 10 pairs, since UNIV is left out.
  {
    what: 'a published example',
    line: 'en en hi hi - - hi hi en en en hi hi',
    cmi: 500 / 11,
    m: 60 / 61,
    i: 0.3,
  },
  // "dieting", "green tea" in a Hindi sentence, with the name and the full stop as language-independent (lingo-iitgn/CMKT).
  { what: 'a tagged sentence', line: '- hi en hi hi hi hi en en hi hi -', cmi: 30, m: 0.42 / 0.58, i: 4 / 9 },
  { what: 'one language', line: 'ja ja ja ja', cmi: 0, m: 0, i: 0 },
  { what: 'alternation at every word', line: 'es en es en', cmi: 50, m: 1, i: 1 },
  { what: 'two halves', line: 'es es es en en en', cmi: 50, m: 1, i: 0.2 },
  { what: 'three languages alike', line: 'es en fr', cmi: 200 / 3, m: 1, i: 1 },
  { what: 'nothing that has a language', line: '- - -', cmi: 0, m: 0, i: 0 },
];

describe('indices of mixing', () => {
  for (const { what, line, cmi, m, i } of CASES)
    it(`of ${what}`, () => {
      expect(codeMixingIndex(tags(line))).to.be.closeTo(cmi, 1e-9);
      expect(multilingualIndex(tags(line))).to.be.closeTo(m, 1e-9);
      expect(integrationIndex(countSwitches(tags(line)))).to.be.closeTo(i, 1e-9);
    });

  it('of a corpus average over all utterances and over the mixed ones (Das and Gambäck 2014)', () => {
    expect(corpusCodeMixing([0, 0, 20, 40])).to.deep.equal({ all: 15, mixed: 30, share: 0.5 });
    expect(corpusCodeMixing([])).to.deep.equal({ all: null, mixed: null, share: null });
  });

  it('take the number of languages that a corpus could be in, and at least those that are there', () => {
    expect(multilingualIndex(tags('es en'), 3)).to.be.closeTo(0.5 / (2 * 0.5), 1e-12);
    expect(multilingualIndex(tags('es en fr'), 2)).to.be.closeTo(1, 1e-12);
    expect(multilingualIndex(tags('es es'), 2)).to.equal(0);
  });

  it('count no switch between two texts', () => {
    const [first, second] = [countSwitches(tags('es es')), countSwitches(tags('en en'))];
    const both = { pairs: first.pairs + second.pairs, switches: first.switches + second.switches };
    expect(integrationIndex(both)).to.equal(0);
  });
});

describe('language confusion entropy (Chen et al. 2025)', () => {
  it('weighs the share of the language asked for by what is left, and every other one by itself', () => {
    const nine = tags('ja ja ja ja ja ja ja ja ja en');
    expect(languageConfusionEntropy(nine, 'ja')).to.be.closeTo(
      -0.1 * Math.log(0.9) - 0.1 * Math.log(0.1),
      1e-12,
    );
    expect(languageConfusionEntropy(nine, 'en')).to.be.closeTo(
      -0.9 * Math.log(0.1) - 0.9 * Math.log(0.9),
      1e-12,
    );
  });

  it('is 0 in one language, right or wrong, and of nothing', () => {
    for (const line of ['ja ja', 'en en', '- -'])
      expect(languageConfusionEntropy(tags(line), 'ja')).to.equal(0);
  });

  it('grows with the number of other languages', () => {
    const one = languageConfusionEntropy(tags('ja ja en en'), 'ja');
    expect(languageConfusionEntropy(tags('ja ja en ru'), 'ja')).to.be.greaterThan(one);
  });
});

describe('units of a text', () => {
  const unitsOf = (text: string, language: string): string => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    return languageUnits(text, policy, detect(text, policy))
      .map((tag) => tag ?? '-')
      .join(' ');
  };

  it('are words with the language asked for, the script of a finding, or none', () => {
    expect(unitsOf('값을 посмотреть 하세요, 2024년에 NASA 갑니다.', 'ko')).to.equal('ko Cyrl ko ko - ko');
  });

  it('are cut where a finding begins inside a word', () => {
    expect(unitsOf('그는 посмотреть하세요', 'ko')).to.equal('ko Cyrl ko');
  });

  it('of Japanese are the words that Intl.Segmenter cuts', () => {
    expect(unitsOf('値段を посмотреть しましょう', 'ja')).to.match(/^ja ja Cyrl ja/);
  });
});
