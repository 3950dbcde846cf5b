import { expect } from 'chai';
import { detect, policyFor } from '../../../detectors/index.js';

describe('an answer in the language that its prompt asks for', () => {
  const came = (language: string, prompt: string, text: string): string => {
    const policy = policyFor(language);
    if (policy === undefined) throw new Error(language);
    const { wrongLanguage, askedOtherwise, mixed } = detect(text, policy, { prompt });
    if (askedOtherwise !== null) return 'asked otherwise';
    return wrongLanguage !== null ? 'wrong' : mixed ? 'mixed' : 'clean';
  };
  const english =
    'Dear Mr. Tanaka, I hope you are well. I would like to report the results of the investigation below.';
  const french = 'Cher Monsieur Tanaka, je vous écris pour vous faire part des résultats de cette enquête.';
  for (const [language, prompt, text, state] of [
    ['ja', '以下のメール文を英語にしてください。\nお疲れ様です。', english, 'asked otherwise'],
    ['ja', '以下のメール文を英訳してください。', english, 'asked otherwise'],
    [
      'ja',
      '以下のメール文を英語にしてください。',
      '田中様、いつもお世話になっております。調査の結果を報告いたします。',
      'clean',
    ],
    [
      'ja',
      '以下のメール文を英語にしてください。',
      `英語では次のようになります。\n\n「${english}」\n\n丁寧な書き出しにしてあり、件名は別に付けてください。最後の一文は、相手との関係によって変えてもよいでしょう。返事を急ぐときは、期限を書き添えると親切です。`,
      'clean',
    ],
    ['ja', '以下のメール文を英語にしてください。', french, 'wrong'],
    ['ja', '以下の英文を要約してください。', english, 'wrong'],
    ['ja', 'Translate the mail into English and explain it in Japanese.', english, 'wrong'],
    ['ja', 'Write a mail to Mr. Tanaka. Please answer in Japanese.', english, 'wrong'],
    ['de', 'Übersetze die E-Mail ins Englische.', english, 'asked otherwise'],
    ['de', 'Übersetze die E-Mail ins Englische.', french, 'wrong'],
    ['de', 'Fasse die E-Mail zusammen, die auf Englisch geschrieben ist.', english, 'wrong'],
    [
      'en',
      'Translate into Japanese: Good morning, how are you?',
      'おはようございます。お元気ですか。',
      'asked otherwise',
    ],
    [
      'en',
      'Translate into Chinese: Good morning, how are you?',
      'おはようございます。お元気ですか。',
      'wrong',
    ],
    [
      'en',
      'Explain the Russian cases.',
      'В русском языке шесть падежей, и каждый из них отвечает на свой вопрос.',
      'wrong',
    ],
    ['de', 'Bitte auf Englisch antworten.', english, 'asked otherwise'],
    ['nl', 'Graag in het Engels antwoorden', english, 'asked otherwise'],
    ['ko', '이 문장을 영작해 주세요', english, 'asked otherwise'],
    ['ja', '次の文を英文メールに直して', english, 'asked otherwise'],
    ['de', 'Warum hast du auf Englisch geantwortet?', english, 'wrong'],
    ['ja', 'なぜ英語で答えたのですか', english, 'wrong'],
    ['ko', '위 답변을 영어 문장 2개로 요약해 주세요.', english, 'asked otherwise'],
    ['zh-Hans', '请用繁体中文写一句话。', '這個問題應該從歷史與經濟兩個方面來說明。', 'asked otherwise'],
  ] as const)
    it(`is ${state} (${language}): ${prompt.replace('\n', ' ')}`, () => {
      expect(came(language, prompt, text)).to.equal(state);
    });

  it('is in no rate of mixing either', () => {
    const policy = policyFor('ja');
    if (policy === undefined) throw new Error('ja');
    const text = `${english} They are душа and more.`;
    const { mixed, askedOtherwise } = detect(text, policy, { prompt: '英語にしてください。' });
    expect([mixed, askedOtherwise?.script]).to.deep.equal([false, 'Latn']);
  });
});
