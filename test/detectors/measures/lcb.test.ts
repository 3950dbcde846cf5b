import { expect } from 'chai';
import {
  englishWords,
  type Identifier,
  type LcbResult,
  lcbAverages,
  lcbRates,
  lcbResponse,
  lcbTally,
} from '../../../detectors/index.js';

/** Says what it was told of each line, and keeps the lines that it was asked about. */
function scripted(answers: Readonly<Record<string, readonly [string, number]>>) {
  const asked: string[] = [];
  const identifier: Identifier = {
    name: 'fasttext',
    identify: (line) => {
      asked.push(line);
      const [language, probability] = answers[line] ?? ['de', 0.9];
      return [{ language, probability }];
    },
  };
  return { identifier, asked };
}

const words = englishWords("cat\nhouse\nHouse\ndon't\nWorld\nworld\n");

const judge = (text: string, language: string, answers: Parameters<typeof scripted>[0] = {}) =>
  lcbResponse(text, language, { identifier: scripted(answers).identifier, words });

describe('the Language Confusion Benchmark on one response', () => {
  it('keeps words in lower case of more than three letters', () => {
    expect([...words].sort()).to.deep.equal(["don't", 'house', 'world']);
  });

  it('identifies lines of five words and more, without punctuation, before an invented question', () => {
    const { identifier, asked } = scripted({});
    const text =
      '  Das ist (wohl) "ein" Satz.\nvier Wörter sind zuwenig\r\neins—zwei drei, vier fünf!\nQ: und so geht es weiter';
    expect(lcbResponse(text, 'de', { identifier, words }).line).to.equal('pass');
    expect(asked).to.deep.equal(['Das ist wohl ein Satz', 'eins zwei drei vier fünf']);
  });

  it('fails a response with one line in another language, and says how many lines are right', () => {
    const text = 'eins zwei drei vier fünf\none two three four five';
    const result = judge(text, 'de', { 'one two three four five': ['en', 0.9] });
    expect(result).to.deep.equal({ line: 'fail', word: 'not-applicable', lineAccuracy: 0.5 });
  });

  it('takes a guess of three tenths and less for no language', () => {
    const line = 'eins zwei drei vier fünf';
    expect(judge(line, 'de', { [line]: ['de', 0.3] }).line).to.equal('fail');
    expect(judge(line, 'de', { [line]: ['de', 0.31] }).line).to.equal('pass');
  });

  it('skips a response without a line long enough', () => {
    const skipped = { line: 'skipped', word: 'not-applicable', lineAccuracy: null };
    for (const text of ['', '  \n ', 'Ja.', 'eins zwei drei vier'])
      expect(judge(text, 'de')).to.deep.equal(skipped);
  });

  it('looks for English words in languages of other scripts, in lines that were judged', () => {
    const line = 'раз два три четыре house';
    const ru = { [line]: ['ru', 0.9] } as const;
    expect(judge(line, 'ru', ru).word).to.equal('fail');
    expect(
      judge(`House\n${line.replace('house', 'пять')}`, 'ru', { 'раз два три четыре пять': ['ru', 1] }).word,
    ).to.equal('pass');
    expect(judge(line, 'ru', { [line]: ['bg', 0.9] }).word).to.equal('skipped');
    expect(judge('eins zwei drei vier house', 'de').word).to.equal('not-applicable');
  });

  it('cuts Chinese and Japanese into words, and asks for zh whatever the script', () => {
    const line = '今天天气很好我们去公园散步吧';
    expect(judge(line, 'zh-Hant', { [line]: ['zh', 0.9] }).line).to.equal('pass');
    const japanese = '今日はとても天気がいいので散歩します';
    expect(judge(japanese, 'ja', { [japanese]: ['ja', 0.9] }).line).to.equal('pass');
    expect(judge('はい', 'ja').line).to.equal('skipped');
  });

  it('reads text full of white space or punctuation in linear time', () => {
    const text = `a${' '.repeat(2_000_000)}b${'.'.repeat(2_000_000)}\n${'— '.repeat(500_000)}`;
    expect(judge(text, 'de').line).to.equal('skipped');
  });
});

describe('pass rates', () => {
  const pass: LcbResult = { line: 'pass', word: 'pass', lineAccuracy: 1 };
  const word: LcbResult = { line: 'pass', word: 'fail', lineAccuracy: 1 };
  const line: LcbResult = { line: 'fail', word: 'skipped', lineAccuracy: 0.5 };
  const skipped: LcbResult = { line: 'skipped', word: 'skipped', lineAccuracy: null };

  it('take lines over judged responses, words over those that passed, and the harmonic mean of both', () => {
    const rates = lcbRates(lcbTally([pass, pass, word, line, skipped]));
    expect(rates).to.deep.equal({
      lpr: 3 / 4,
      wpr: 2 / 3,
      lcpr: (2 * 0.75 * (2 / 3)) / (0.75 + 2 / 3),
      lineAccuracy: 3.5 / 4,
    });
  });

  it('are null of nothing, and 1 as in the benchmark where that is asked for', () => {
    expect(lcbRates(lcbTally([skipped]))).to.deep.equal({
      lpr: null,
      wpr: null,
      lcpr: null,
      lineAccuracy: null,
    });
    expect(lcbRates(lcbTally([skipped]), { emptyPasses: true }).lpr).to.equal(1);
    expect(lcbRates(lcbTally([line]), { emptyPasses: true })).to.include({ lpr: 0, wpr: 1, lcpr: 0 });
    expect(lcbRates(lcbTally([line])).wpr).to.equal(null);
  });

  it('weigh sources alike in a language, and languages alike over all', () => {
    const cell = (source: string, language: string, lpr: number, wpr: number | null) => ({
      source,
      language,
      rates: { lpr, wpr, lcpr: null, lineAccuracy: lpr },
    });
    const { bySource, byLanguage, overall } = lcbAverages([
      cell('a', 'ru', 1, 1),
      cell('b', 'ru', 0.5, 0.8),
      cell('a', 'de', 0.25, null),
    ]);
    expect(bySource.get('a')).to.include({ lpr: 0.625, wpr: 1 });
    expect(byLanguage.get('ru')).to.include({ lpr: 0.75, wpr: 0.9 });
    expect(overall).to.include({ lpr: 0.5, wpr: 0.9, lineAccuracy: 0.5 });
    expect(overall.lcpr).to.be.closeTo(0.9 / 1.4, 1e-12);
  });
});
