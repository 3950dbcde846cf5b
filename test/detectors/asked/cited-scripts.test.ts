import { expect } from 'chai';
import { detect, policyFor } from '../../../detectors/index.js';

describe('a word that a prompt cites', () => {
  const findings = (language: string, prompt: string, text: string): string[] => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    return detect(text, policy, { prompt }).findings.map((finding) => finding.text);
  };

  for (const [language, prompt, text] of [
    ['ru', 'Помоги мне запомнить слово 注ぐ.', 'Слово 注ぐ читается «сосогу» и значит «наливать».'],
    ['en', 'What does 飲み物 mean?', 'The word 飲み物 means a drink; 飲む is the verb.'],
    ['en', 'What does this sign mean? 好', '好 means good; it is read hǎo.'],
    ['de', 'Was heißt «душа»?', 'Das Wort душа heißt Seele, души ist der Plural.'],
  ] as const)
    it(`is excused with others of its script: ${prompt}`, () => {
      expect(findings(language, prompt, text)).to.deep.equal([]);
    });

  for (const [language, prompt, text, found] of [
    ['ko', '공자(孔子)의 사상을 설명해 주세요.', '이것은 对象 입니다.', ['对象']],
    ['ko', '한국어로만 답하고 使用 같은 한자를 쓰지 마세요.', '이것은 对象 입니다.', ['对象']],
    ['de', 'Was bedeutet π in dieser Formel?', 'Das ist ψυχή, die Seele.', ['ψυχή']],
  ] as const)
    it(`is none in a gloss, where it is forbidden, or as a symbol: ${prompt}`, () => {
      expect(findings(language, prompt, text)).to.deep.equal(found);
    });

  it('of two scripts is one word, also in a longer text of the prompt', () => {
    const prompt = `Переведи: 彼は毎朝コップに水を注ぐ。それから新聞を読み、犬と散歩に出かける。`;
    expect(findings('ru', prompt, 'Глагол 注ぐ значит «наливать».')).to.deep.equal([]);
    expect(findings('ru', prompt, 'Глагол 喋る значит «болтать».')).to.deep.equal(['喋', 'る']);
  });
});
