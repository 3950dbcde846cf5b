import { expect } from 'chai';
import { type Detection, detect, type LanguageTag, languages, policyFor } from '../../detectors/index.js';

function run(language: LanguageTag, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
}

function stateOf({ mixed, damaged, wrongLanguage, tooShort }: Detection): string {
  if (tooShort) return 'too_short';
  if (wrongLanguage !== null) return 'wrong_language';
  return mixed ? 'mixed' : damaged ? 'damaged' : 'clean';
}

const guests = languages.filter((language) => policyFor(language)?.latin === 'guest');

describe('a text without a letter of its language', () => {
  const alone = [
    '42',
    'NASA',
    'ChatGPT',
    'H2O',
    'Bill Gates',
    'José Müller',
    'Nguyễn Văn Đặng',
    'Þórður Þórarinsson',
    'Łódź',
    'ÄÖÜ',
    'ä, ö, ü, ß',
    'Harry Potter and the Goblet of Fire',
    '1. Toyota Corolla\n2. Honda Civic\n3. Ford Focus',
    'E = mc²',
    '2πr²',
    'print(1)',
    "print('hello world')",
    'def double(x):\n    # twice as much\n    return 2 * x',
    'SELECT name FROM users WHERE age > 20;',
    'pip install numpy',
    '{"name": "Tokyo", "population": 14000000}',
    '```python\nprint("the weather is nice today")\n```',
    'https://example.org/the-old-house',
    'true',
  ];
  for (const text of alone)
    it(`is too short where it is but a name, a number, a formula or code: ${JSON.stringify(text)}`, () => {
      for (const language of guests.filter((one) => one !== 'el' || !text.includes('π')))
        expect(stateOf(run(language, text)), language).to.equal('too_short');
    });

  const words = [
    'The weather is nice today, and we are all going to the park.',
    'Here is the answer (in English).',
    'I think that is true;',
    'print the page, then close the window',
    'if you like it, take it',
    'Watashi wa gakusei desu. Kyou wa ii tenki desu ne.',
    '"The weather is nice today, and we are all going to the park."',
    'Tokyo (the capital)',
    'Tokyo "the capital"',
  ];
  for (const text of words)
    it(`is in another language where it holds words: ${JSON.stringify(text)}`, () => {
      for (const language of guests)
        expect(stateOf(run(language, text)), language).to.equal('wrong_language');
    });

  it('is looked at where a script slips into code', () => {
    expect(stateOf(run('ja', 'total = price + налог;'))).to.equal('wrong_language');
  });

  it('is clean where it repeats a word of its prompt, and still in no language where that is code', () => {
    const prompt = 'Microsoft と Apple のどちらが先ですか。';
    expect(stateOf(run('ja', 'Microsoft', prompt))).to.equal('clean');
    expect(stateOf(run('ja', 'Google', prompt))).to.equal('too_short');
    expect(stateOf(run('ja', 'x, y', 'x と y を返して'))).to.equal('too_short');
    expect(stateOf(run('ja', 'print("microsoft")', 'print と microsoft を使って'))).to.equal('too_short');
  });

  it('is in another language where it gives back words of its prompt that are no names', () => {
    const prompt = 'Explain sharding and memoization in Japanese.';
    expect(stateOf(run('ja', 'sharding, memoization', prompt))).to.equal('wrong_language');
  });

  it('says nothing of a text that has one', () => {
    expect(stateOf(run('ja', 'Bill Gates です。'))).to.equal('clean');
    expect(stateOf(run('ru', 'Это Bill Gates.'))).to.equal('clean');
    expect(stateOf(run('de', 'Bill Gates'))).to.equal('clean');
  });
});

describe('garbled text', () => {
  const texts: Readonly<Record<LanguageTag, string>> = {
    ja: '今日は天気がいいので、公園に行きましょう。',
    ko: '오늘은 날씨가 좋아서 공원에 갑니다.',
    ru: 'Сегодня хорошая погода, и мы идём гулять.',
    ar: 'الطقس جميل اليوم وسنذهب إلى الحديقة',
    el: 'Ο καιρός είναι καλός σήμερα και πάμε στο πάρκο.',
    th: 'วันนี้อากาศดีมากเราจะไปสวนสาธารณะ',
    hi: 'आज मौसम अच्छा है और हम पार्क जाएंगे।',
    zh: '今天天气很好，我们一起去公园散步吧。',
  };
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const latin1 = (read: Uint8Array): string => Array.from(read, (byte) => String.fromCharCode(byte)).join('');
  /** As byte-level vocabularies write it: a byte that has no letter of its own in Latin-1 takes one from U+0100 on. */
  const byteLevel = (read: Uint8Array): string => {
    const own = (byte: number): boolean =>
      (byte > 32 && byte < 127) || (byte > 160 && byte !== 173 && byte < 256);
    const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !own(byte));
    return Array.from(read, (byte) =>
      String.fromCharCode(own(byte) ? byte : 256 + others.indexOf(byte)),
    ).join('');
  };
  const readings: [how: string, read: (text: string) => string][] = [
    ['UTF-8 as Latin-1', (text) => latin1(bytes(text))],
    ['UTF-8 as Windows-1252', (text) => new TextDecoder('windows-1252').decode(bytes(text))],
    ['UTF-8 as Windows-1250', (text) => new TextDecoder('windows-1250').decode(bytes(text))],
    ['UTF-8 as Latin-1 without control characters', (text) => latin1(bytes(text)).replace(/\p{Cc}/gu, '')],
    ['bytes as a vocabulary writes them', (text) => byteLevel(bytes(text))],
  ];
  for (const [how, read] of readings)
    it(`is damage, and no list of names: ${how}`, () => {
      for (const [language, text] of Object.entries(texts)) {
        const garbled = read(text);
        expect(stateOf(run(language, garbled)), garbled).to.equal('damaged');
        const prompt = 'What is the weather like? Compare with Windows.';
        expect(stateOf(run(language, `Windows: ${garbled}`, prompt)), garbled).to.equal('damaged');
      }
    });

  it('is Windows-1251 in letters of Latin-1 too', () => {
    expect(stateOf(run('ru', 'Ñåãîäíÿ õîðîøàÿ ïîãîäà'))).to.equal('damaged');
  });
});
