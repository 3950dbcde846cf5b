import { expect } from 'chai';
import { detect, policyFor } from '../../../detectors/index.js';
import { sentencesIn } from '../../support/phrases.js';

describe('a word of another script in a prompt', () => {
  /** The words among these that are found in an answer that has them. */
  function found(language: string, prompt: string, words: readonly string[]): readonly string[] {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    return words.filter((word) =>
      detect(`${sentencesIn(language)[0]} ${word}`, policy, { prompt }).findings.some(
        ({ text }) => text === word,
      ),
    );
  }

  for (const [language, prompt, words] of [
    ['en', 'Never use words such as 你好 or 谢谢.', ['你好', '谢谢']],
    ['en', 'Do not use the following words: 你好, 谢谢.', ['你好', '谢谢']],
    ['en', 'Do not write foreign words (for example 谢谢, спасибо) in your reply.', ['谢谢', 'спасибо']],
    ['en', 'Remove the word спасибо from your answer.', ['спасибо']],
    ['de', 'Bitte keine Wörter wie привет oder 你好 benutzen.', ['привет', '你好']],
    ['ru', 'Не пиши 你好, 谢谢', ['你好', '谢谢']],
    ['ja', '「привет」は使わないでください', ['привет']],
    ['ko', '"привет"라고 쓰지 마세요', ['привет']],
    ['zh', '请勿使用“привет”', ['привет']],
    ['tr', '你好 ve 谢谢 gibi kelimeler kullanma', ['你好', '谢谢']],
  ] as const)
    it(`is no term where it is forbidden: ${prompt}`, () => {
      expect(found(language, prompt, words)).to.deep.equal(words);
    });

  for (const [language, prompt, words] of [
    ['en', 'Do not translate the name 北京.', ['北京']],
    ['en', 'Translate without comments: 你好', ['你好']],
    ['en', 'What does 你好 mean? Do not use jargon.', ['你好']],
    ['en', 'Explain 你好, no examples', ['你好']],
    ['de', 'Erkläre 你好 ohne Fachwörter', ['你好']],
    ['ko', '你好를 번역하지 마세요', ['你好']],
    ['ja', 'привет は訳さないでください', ['привет']],
    ['ru', 'Не переводи слово 你好', ['你好']],
    ['ru', 'Объясни слова 你好 и 谢谢, не используя пиньинь', ['你好', '谢谢']],
  ] as const)
    it(`is one where something else is: ${prompt}`, () => {
      expect(found(language, prompt, words)).to.deep.equal([]);
    });

  it('is one in a text that is worked on, whatever is forbidden beside it', () => {
    const text = 'Погода стояла хорошая, и мы пошли гулять';
    expect(found('en', `Do not add anything to this text: ${text}`, ['хорошая'])).to.deep.equal([]);
  });
});
