import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { languageOf } from '../../../harness/simulator/language.js';
import { root } from '../../support/needs.js';

const user = (text: string) => [{ role: 'user', text }];

const byText: readonly [string, string][] = [
  ['ja', '東京の夏は暑いですか。'],
  ['ja', 'お茶'],
  ['ko', '서울의 여름은 덥습니까?'],
  ['zh-Hans', '北京的夏天热吗？'],
  ['zh-Hans', '上海'],
  ['zh-Hant', '請問臺北的夏天會熱嗎？'],
  ['ar', 'هل الصيف حار في القاهرة؟'],
  ['hi', 'क्या दिल्ली में गर्मी है?'],
  ['ru', 'Жарко ли летом в Москве?'],
  ['en', 'Is the summer hot in London?'],
  ['de', 'Ist der Sommer in Berlin heiß, und wie lange dauert er?'],
  ['fr', 'Est-ce que les étés sont chauds à Lyon, et pourquoi ?'],
  ['es', '¿Cómo es el verano en Sevilla? Escribe una carta.'],
  ['it', 'Come è l’estate nella città di Roma? Spiega perché.'],
  ['pt', 'Como é o verão em Lisboa? Escreva uma carta, por favor.'],
  ['tr', 'İstanbul’da yaz nasıl geçer? Bana bir mektup yaz.'],
  ['vi', 'Mùa hè ở Hà Nội như thế nào? Hãy viết một bức thư.'],
  ['id', 'Bagaimana cuaca di Jakarta? Tulis surat yang pendek untuk saya.'],
  ['en', ''],
  ['en', '12 + 30 = ?'],
  ['en', 'What does the word 사랑 mean to you?'],
  ['ko', '한국어로 OK가 무슨 뜻인지 설명해 주세요.'],
];

const byRequest: readonly [string, string][] = [
  ['ko', 'Tell me a story in Korean.'],
  ['ja', 'Tell me a story. Respond in Japanese'],
  ['zh-Hans', 'What is tea? Reply in Chinese.'],
  ['zh-Hant', 'What is tea? Answer in Traditional Chinese, please.'],
  ['zh-Hans', 'Please answer in Simplified Chinese only.'],
  ['ja', 'Respond in Japanese the following question: what is tea?'],
  ['de', 'お茶とは何ですか。Answer in German.'],
  ['vi', 'Translate what I said in English, and answer in Vietnamese.'],
  ['en', 'What are the best sauces in French cooking?'],
  ['en', 'Answer in Klingon.'],
];

describe('the language of an answer', () => {
  for (const [language, text] of byText)
    it(`is ${language} for "${text}"`, () => {
      expect(languageOf(user(text))).to.equal(language);
    });

  for (const [language, text] of byRequest)
    it(`is ${language} when asked "${text}"`, () => {
      expect(languageOf(user(text))).to.equal(language);
    });

  it('is what the system message asks for, unless the user asks for another', () => {
    const system = { role: 'system', text: 'You are helpful. Always respond in Korean.' };
    expect(languageOf([system, ...user('What is tea?')])).to.equal('ko');
    expect(languageOf([system, ...user('What is tea? Answer in Thai or in Arabic.')])).to.equal('ar');
  });

  it('follows the last message of the user', () => {
    const answer = { role: 'assistant', text: 'Tea is a drink.' };
    expect(languageOf([...user('What is tea?'), answer, ...user('もう少し詳しく。')])).to.equal('ja');
  });

  it('is that of every prompt of the packs', () => {
    for (const language of ['ar', 'de', 'en', 'hi', 'ja', 'ko', 'ru', 'zh-Hans']) {
      const lines = readFileSync(join(root, 'prompts/packs', `${language}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n');
      for (const line of lines) {
        const { id, text } = JSON.parse(line) as { id: string; text: string };
        expect(languageOf(user(text)), id).to.equal(language);
      }
    }
  });
});
