import { expect } from 'chai';
import { languageOf } from '../../../harness/simulator/language/index.js';
import { phrasesOf, simulatedLanguages } from '../../../harness/simulator/phrases.js';
import { packLanguages, readPack } from '../../../prompts/index.js';

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
  ['bn', 'ঢাকায় গরমকাল কেমন?'],
  ['el', 'Κάνει ζέστη το καλοκαίρι στην Αθήνα;'],
  ['he', 'האם הקיץ בתל אביב חם?'],
  ['ta', 'சென்னையில் கோடை எப்படி இருக்கும்?'],
  ['te', 'హైదరాబాదులో వేసవి ఎలా ఉంటుంది?'],
  ['th', 'หน้าร้อนที่เชียงใหม่ร้อนไหม'],
  ['fa', 'تابستان در تهران چطور است؟'],
  ['fa', 'دوست من در باران است'],
  ['ur', 'کیا کراچی میں گرمی بہت ہوتی ہے؟'],
  ['ar', 'اكتب لي رسالة عن مدينة أصفهان'],
  ['uk', 'Чи спекотно влітку в Києві?'],
  ['uk', 'Чому так холодно на дворі?'],
  ['ru', 'Напиши рассказ о городе Київ.'],
  ['cs', 'Jaké je léto v Praze? Napište mi prosím krátký dopis.'],
  ['nl', 'Hoe warm is het in de zomer in Utrecht? Schrijf een korte brief.'],
  ['pl', 'Jakie jest lato w Krakowie? Napisz mi krótki list.'],
  ['ro', 'Cum este vara la Iași? Scrie o scrisoare scurtă.'],
  ['sv', 'Hur varm är sommaren i Malmö? Skriv ett kort brev till mig.'],
  ['sw', 'Hali ya hewa ya Mombasa ikoje? Andika barua fupi kwa rafiki yangu.'],
  ['ms', 'Bagaimana cuaca di Ipoh? Cuba terangkan dalam dua ayat sahaja, kerana saya tak faham.'],
  ['id', 'Bagaimana cuaca di Bandung? Coba jelaskan dalam dua kalimat saja, karena saya tidak bisa.'],
  ['id', 'Bagaimana cuaca di sana?'],
  ['en', ''],
  ['en', '12 + 30 = ?'],
  ['en', 'What does the word 사랑 mean to you?'],
  ['ko', '한국어로 OK가 무슨 뜻인지 설명해 주세요.'],
];

const byInstruction: readonly [string, string][] = [
  [
    'ja',
    '次の手紙を訳してください。\n\nMy dear Jonas, the blackbirds are back in the hedge, and your room is as you left it.',
  ],
  [
    'de',
    'Was steht auf diesem Zettel? „Szanowni Państwo, w piątek nie będzie wody z powodu naprawy wodociągu.“',
  ],
  [
    'ar',
    'ترجم هذه الورقة: «میں نے باغ کے سب پودوں کو پانی دے دیا ہے، اور گیراج کی چابی کھڑکی کے اوپر رکھی ہے۔»',
  ],
  ['ko', '이 코드를 설명해 주세요.\n```python\ndef mean(values):\n    return sum(values) / len(values)\n```'],
  ['nl', 'Hoi!\n\nHoe gaat het met je, en wat ben je aan het doen?'],
  ['ru', '«Жарко ли летом в Москве?»'],
];

const byRequest: readonly [string, string][] = [
  ['ko', 'Tell me a story in Korean.'],
  ['en', 'What is tea, and who drinks it? Do not write in Russian, and never in Korean.'],
  ['ja', 'Tell me a story. Respond in Japanese'],
  ['zh-Hans', 'What is tea? Reply in Chinese.'],
  ['zh-Hant', 'What is tea? Answer in Traditional Chinese, please.'],
  ['zh-Hans', 'Please answer in Simplified Chinese only.'],
  ['ja', 'Respond in Japanese the following question: what is tea?'],
  ['de', 'お茶とは何ですか。Answer in German.'],
  ['vi', 'Translate what I said in English, and answer in Vietnamese.'],
  ['ms', 'Tell me a story in Malay.'],
  ['bn', 'What is tea? Reply in Bengali.'],
  ['bn', 'What is tea? Reply in Bangla.'],
  ['fa', 'What is tea? Reply in Farsi.'],
  ['en', 'What are the best sauces in French cooking?'],
  ['en', 'Answer in Klingon.'],
];

describe('the language of an answer', () => {
  for (const [language, text] of byText)
    it(`is ${language} for "${text}"`, () => {
      expect(languageOf(user(text))).to.equal(language);
    });

  for (const [language, text] of byInstruction)
    it(`is ${language} where ${JSON.stringify(text)} asks about what it brings along`, () => {
      expect(languageOf(user(text))).to.equal(language);
    });

  it('is that of the phrases of each language', () => {
    for (const language of simulatedLanguages)
      expect(languageOf(user(phrasesOf(language).sentences.join(' ')))).to.equal(language);
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

  for (const language of packLanguages())
    it(`is ${language} for nearly every prompt of its pack that holds nothing foreign`, async () => {
      const prompts = (await readPack(language)).filter(({ tags }) => !tags?.includes('mixed-context'));
      const told = prompts.filter(
        ({ messages }) =>
          languageOf(messages.map(({ role, content }) => ({ role, text: content }))) === language,
      );
      expect(told.length / prompts.length).to.be.at.least(0.9);
    });
});
