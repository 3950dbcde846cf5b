import { expect } from 'chai';
import { detect, policyFor } from '../../detectors/index.js';

const MIXED: Readonly<Record<string, string>> = {
  Cyrl: 'душа',
  Hani: '对象',
  Thai: 'สวัสดี',
};

/** What stands before the word. */
const OWN: Readonly<Record<string, string>> = {
  en: 'The word that you asked about is',
  de: 'Das Wort, nach dem du fragst, ist',
  fr: 'Le mot que vous cherchez est',
  es: 'La palabra que buscas es',
  ru: 'Слово, о котором вы спросили, это',
  uk: 'Слово, про яке ви запитали, це',
  ja: 'お尋ねの言葉は、つぎのとおりです。',
  ko: '물어보신 단어는 다음과 같습니다.',
  zh: '您问的这个词是下面这个。',
  ar: 'الكلمة التي سألت عنها هي',
  hi: 'आपने जिस शब्द के बारे में पूछा वह है',
  tr: 'Sorduğunuz kelime şudur',
  th: 'คำที่คุณถามคือคำต่อไปนี้',
  vi: 'Từ mà bạn hỏi là',
  pl: 'Słowo, o które pytasz, to',
};

/** Whether the prompt excuses a word of a script in an answer of the language. */
function excuses(language: string, prompt: string, script: string): boolean {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  const text = `${OWN[language]} ${MIXED[script]} .`;
  expect(detect(text, policy).findings.map((finding) => finding.script)).to.deep.equal([script]);
  return detect(text, policy, { prompt }).findings.length === 0;
}

describe('a language that the prompt names', () => {
  for (const [language, prompt, script] of [
    ['en', 'Never use Chinese characters.', 'Hani'],
    ['en', "Answer in English. Don't switch to Russian", 'Cyrl'],
    ['en', 'Respond in English, not in Chinese', 'Hani'],
    ['de', 'Antworte nur auf Deutsch, kein Russisch!', 'Cyrl'],
    ['fr', 'Réponds en français, sans russe', 'Cyrl'],
    ['es', 'Responde en español y nunca en ruso.', 'Cyrl'],
    ['ru', 'Пиши по-русски, без китайских иероглифов', 'Hani'],
    ['uk', 'Не використовуй китайську мову', 'Hani'],
    ['ja', 'ロシア語を使わないでください。', 'Cyrl'],
    ['ja', '回答は日本語のみ。ロシア語は禁止です。', 'Cyrl'],
    ['ko', '한자나 중국어를 절대 섞지 마세요', 'Hani'],
    ['ko', '러시아어 없이 답해 주세요', 'Cyrl'],
    ['zh', '请用中文回答，不要使用俄语。', 'Cyrl'],
    ['ar', 'أجب بالعربية، ولا تستخدم الصينية', 'Hani'],
    ['hi', 'चीनी का प्रयोग न करें', 'Hani'],
    ['tr', 'Rusça kullanma.', 'Cyrl'],
    ['th', 'ห้ามใช้ภาษาจีน', 'Hani'],
    ['vi', 'Không dùng tiếng Trung', 'Hani'],
    ['pl', 'Nie używaj języka rosyjskiego ani rosyjski', 'Cyrl'],
    ['en', 'Chinese is strictly forbidden', 'Hani'],
    ['en', 'Please stop mixing Chinese into your answers', 'Hani'],
    ['ru', 'Китайский язык запрещён', 'Hani'],
    ['zh', '俄语是不允许的', 'Cyrl'],
    ['ja', 'ロシア語を混ぜるな', 'Cyrl'],
    ['ko', '중국어 단어를 쓰지 마', 'Hani'],
  ] as const)
    it(`excuses nothing where it is forbidden: ${prompt}`, () => {
      expect(excuses(language, prompt, script)).to.equal(false);
    });

  for (const [language, prompt, script] of [
    ['en', 'Translate "soul" into Russian.', 'Cyrl'],
    ['en', "I don't know how to say this: what is it in Chinese?", 'Hani'],
    ['de', 'Wie heißt Seele auf Russisch?', 'Cyrl'],
    ['ja', 'ロシア語で何と言いますか。', 'Cyrl'],
    ['ja', '説明は不要です。ロシア語に訳してください。', 'Cyrl'],
    ['ko', '이 단어를 러시아어로 번역해 주세요.', 'Cyrl'],
    ['ru', 'Как это сказать на китайском?', 'Hani'],
    ['zh', '请把这个词翻译成俄语。', 'Cyrl'],
    ['ar', 'ترجم هذه الكلمة إلى الصينية', 'Hani'],
    ['th', 'แปลเป็นภาษาจีน', 'Hani'],
    ['es', '¿Cómo se dice "no" en ruso?', 'Cyrl'],
    ['zh', '“不”用俄语怎么说', 'Cyrl'],
    ['en', 'Translate into Russian without explanations', 'Cyrl'],
    ['es', 'Traduce esto al ruso sin explicaciones', 'Cyrl'],
    ['de', 'Übersetze ins Russische ohne Erklärung', 'Cyrl'],
    ['ru', 'Переведи на китайский без пояснений', 'Hani'],
    ['zh', '把下面的句子翻译成俄语不要解释', 'Cyrl'],
    ['ja', '次の文をロシア語に翻訳してください。ただし敬語は使わないでください。', 'Cyrl'],
  ] as const)
    it(`excuses its words where it is not: ${prompt}`, () => {
      expect(excuses(language, prompt, script)).to.equal(true);
    });

  for (const [language, prompt, script] of [
    ['hi', 'चौथाई भाग कितना होता है?', 'Thai'],
    ['th', 'จังหวัดปราจีนบุรีอยู่ที่ไหน', 'Hani'],
    ['en', 'Where is Thailand?', 'Thai'],
    ['en', 'Which city is the capital of Russia?', 'Cyrl'],
  ] as const)
    it(`is none inside another word: ${prompt}`, () => {
      expect(excuses(language, prompt, script)).to.equal(false);
    });
});
