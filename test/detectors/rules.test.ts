import { expect } from 'chai';
import { type Context, type Detection, detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

let identifier: NonNullable<Context['identifier']>;

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

const found = ({ findings }: Detection): string[] => findings.map(({ kind, text }) => `${kind} ${text}`);

const exempted = ({ exemptions }: Detection): string[] =>
  exemptions.map(({ reason, text }) => `${reason} ${text}`);

before(async () => {
  identifier = await loadIdentifier('fasttext');
});

describe('Latin words in other scripts', () => {
  it('without a vowel are acronyms, but not as a piece of a word', () => {
    expect(exempted(run('ko', '손가락이나 «pvc»관을 이용해 만듭니다.'))).to.deep.equal(['acronym pvc']);
    expect(found(run('ko', '커뮤니zm을 방법으로 채택했습니다.'))).to.deep.equal(['word zm']);
  });

  it('that are abstract nouns are no names, unless the prompt makes them one', () => {
    const text = '現代社会で大きな Importance を持っています。';
    expect(found(run('ja', text))).to.deep.equal(['word Importance']);
    expect(found(run('ja', text, 'Write about the album Importance in Japanese.'))).to.deep.equal([]);
    expect(found(run('ja', 'アルバム\n- Reputation\n- Lover\nが好きです。'))).to.deep.equal([]);
  });

  it('make one span with the start of their sentence, and with the numbers among them', () => {
    expect(found(run('hi', 'यह एक वाक्य है।\n\nYahan tak कि आप जाएँ।'))).to.deep.equal(['word Yahan tak']);
    // An item of a list begins as a sentence does, and so does what a colon announces.
    for (const before of ['- ', '1. ', 'सुनिए: ', '**'])
      expect(found(run('hi', `यह एक वाक्य है।\n\n${before}Yahan tak कि आप जाएँ।`)), before).to.deep.equal([
        'word Yahan tak',
      ]);
    // What ends a sentence, and what opens one, is each script's own.
    for (const [language, text] of [
      ['ur', 'یہ ایک جملہ ہے۔ Yahan tak کہ آپ جائیں۔'],
      ['ar', 'هل هذه جملة طويلة؟ Yahan tak نذهب إلى البيت.'],
      ['ja', 'これは文です。「Yahan tak 行きます。'],
    ] as const)
      expect(found(run(language, text)), text).to.deep.equal(['word Yahan tak']);
    expect(found(run('ja', '市場に quelques 3rd-party tools が存在します。'))).to.deep.equal([
      'word quelques 3rd-party tools',
    ]);
  });

  it('that are literals of JSON or the next role of a chat template are code', () => {
    const json = '{\n"need_assistance": true,\n"name": "محمد يعمل في المدينة الكبيرة"\n}';
    expect(found(run('ar', json))).to.deep.equal([]);
    expect(found(run('ja', 'これで終わりです。assistant\n\n次の質問をどうぞ。'))).to.deep.equal([]);
    expect(found(run('ja', 'これは assistant という言葉です。'))).to.deep.equal(['word assistant']);
  });
});

describe('signs of physics and mathematics', () => {
  it('are no words', () => {
    expect(found(run('ja', 'Δtの間に動く距離を求めます。F=maです。'))).to.deep.equal([]);
    expect(found(run('ru', 'Формула F=ma известна всем.'))).to.deep.equal([]);
    expect(found(run('ru', 'Известна всем формулa движения.'))).to.deep.equal(['word a']);
  });
});

describe('Japanese without kana', () => {
  it('is a list of names, or Chinese', () => {
    for (const list of [
      '東京都、大阪府、京都府、北海道、神奈川県、愛知県、福岡県、兵庫県。',
      '1. 国会議事堂\n2. 最高裁判所\n3. 内閣総理大臣官邸',
    ]) {
      expect(run('ja', list).wrongLanguage, list).to.equal(null);
      expect(found(run('ja', list)), list).to.deep.equal([]);
    }
    const chinese = '我们认为这是很重要的事情，因为很多人都不知道应该怎么做，所以需要帮助。';
    expect(run('ja', chinese).wrongLanguage?.script).to.equal('Hani');
  });
});

describe('a Japanese name with one old form', () => {
  it('is no Chinese, and a word with two may be', () => {
    expect(found(run('ja', '女優の齊藤由貴さんが来ました。'))).to.deep.equal([]);
    const { findings, possible } = run('ja', '皆さんに關係があります。');
    expect([findings, possible.map(({ text }) => text)]).to.deep.equal([[], ['關係']]);
  });
});

describe('words of a third script in brackets', () => {
  it('are glosses where they are announced, and slips where they are not', () => {
    expect(
      found(run('ru', 'Многоугольник (от греч. πολυς — много и γωνία — угол) — это фигура.')),
    ).to.deep.equal([]);
    expect(found(run('ja', 'モスクワ（ロシア語：Москва）は首都です。'))).to.deep.equal([]);
    expect(found(run('ja', 'モスクワ（Москва）は首都です。'))).to.deep.equal(['script Москва']);
  });

  it('with kana gloss no Korean word', () => {
    expect(found(run('ko', '소련 연방(ソ連団体)이 처음입니다.'))).to.deep.equal([
      'script ソ',
      'script 連団体',
    ]);
    expect(found(run('ko', '단체(團體)가 처음입니다.'))).to.deep.equal([]);
  });
});

describe('lines between languages in Latin script', () => {
  const SPANISH =
    'Este estudio examina la relación entre el uso de las redes sociales y la salud de los jóvenes.';

  it('that cite a title are no slips', () => {
    const cited = `Lin, L. Y., & Miller, E. (2017). Social media use and perceived social isolation among young adults.\n${SPANISH}`;
    expect(found(run('es', cited))).to.deep.equal([]);
    expect(
      found(run('es', `${SPANISH}\nThis is what the young adults said about their social isolation.`)),
    ).to.deep.equal(['line This is what the young adults said about their social isolation.']);
  });

  it('are Vietnamese by their letters, whatever an identifier takes them for, and not by two names', () => {
    const list = 'Hãy viết về ba loài chim của vùng này, mỗi mục hai ba câu.';
    expect(found(run('vi', list))).to.deep.equal([]);
    const english = 'We went from Hà Nội to Đà Nẵng by train and it took the whole day and night.';
    expect(run('vi', english).wrongLanguage?.language).to.equal('en');
  });

  it('are in doubt where their function words are those of the language asked for alone', () => {
    // fastText takes it for Finnish, with 0.62.
    const swahili = 'Asubuhi wanawake hufungua vibanda vyao sokoni na kuanza kuuza mboga.';
    expect(found(run('sw', swahili))).to.deep.equal([]);
  });

  it('are no English for a German question word', () => {
    for (const text of ['Was kostet Fernwärme?', 'Mein Licht flackert, was tun?', 'Also, was nun?'])
      expect([found(run('de', text)), run('de', text).wrongLanguage], text).to.deep.equal([[], null]);
    expect(run('de', 'This was the best day of the year, and I was happy.').wrongLanguage?.language).to.equal(
      'en',
    );
  });

  it('before an answer in a fence are slips, and the answer is in its language', () => {
    const text = `Here is a short summary of the study that you asked me for in Spanish:\n\n\`\`\`\n${SPANISH}\n\`\`\``;
    const detection = run('es', text);
    expect(detection.wrongLanguage).to.equal(null);
    expect(found(detection)).to.have.length(1);
  });

  it('of titles alone are in no language', () => {
    const titles = 'Death by a Thousand Cuts\nLook What You Made Me Do\nThe Story of Us Together';
    expect(run('fr', titles).wrongLanguage).to.equal(null);
  });

  it('as values of JSON are found without their quotation marks', () => {
    const json = `{\n"resumen": "${SPANISH}",\n"nota": "This is what the young adults said about it",\n"fin": "${SPANISH}"\n}`;
    expect(found(run('es', json))).to.deep.equal(['line This is what the young adults said about it']);
  });

  it('whose function words are English are English, though a table puts fastText in doubt', () => {
    const table =
      "Sure! Here's the table in TSV format with bolded headings and the specified fields:\n\n**Date**, **Weather**\n2023-12-08, Overcast, -15°C";
    expect(run('pt', table).wrongLanguage?.language).to.equal('en');
  });
});

describe('a response in Japanese where Hindi was asked for', () => {
  it('is in the wrong language, kana and Han alike', () => {
    const detection = run(
      'hi',
      '春になると多くの人が川沿いの桜並木を見に集まります。屋台も出て夜まで賑やかです。',
    );
    expect(detection.wrongLanguage).not.to.equal(null);
    expect(detection.findings).to.deep.equal([]);
  });
});

describe('what the prompt asks for by the name of a language', () => {
  it('is no slip: words of it, and lines', () => {
    const asked = '「こんにちは」をロシア語と韓国語で教えてください。';
    const text = 'ロシア語では Привет、韓国語では 안녕하세요 と言います。';
    expect(exempted(run('ja', text, asked))).to.deep.equal(['prompt Привет', 'prompt 안녕하세요']);
    expect(found(run('ja', text, '「こんにちは」を教えてください。'))).to.deep.equal([
      'script Привет',
      'script 안녕하세요',
    ]);
    expect(found(run('ja', '英語では thank you と言います。', '英語で何と言いますか。'))).to.deep.equal([]);
    const german = 'Die Übersetzung lautet so:\nJe voudrais réserver une table pour deux personnes ce soir.';
    expect(found(run('de', german, 'Übersetze ins Französische, bitte.'))).to.deep.equal([]);
    expect(
      run('de', german).findings.length + (run('de', german).wrongLanguage === null ? 0 : 1),
    ).to.be.above(0);
  });

  it('is one where the prompt only happens to be in English', () => {
    const text = 'これは important です。';
    expect(found(run('ja', text, 'Reply in Japanese, not in English.'))).to.deep.equal(['word important']);
  });
});

describe('quotations in a line of another language', () => {
  it('have no say in what the text is in', () => {
    const said =
      'Er sagte: "This is the best day of my life and I will never forget it." Dann ging er nach Hause.';
    expect(run('de', said).wrongLanguage).to.equal(null);
    expect(exempted(run('de', said))).to.have.length(1);
    const cited =
      'Das Zitat lautet:\n\n"I have a dream that one day this nation will rise up."\n\nEs stammt von King.';
    expect(run('de', cited).wrongLanguage).to.equal(null);
    expect(found(run('de', cited))).to.deep.equal([]);
  });

  it('that are the whole answer are the answer', () => {
    const whole = '"This is a whole English answer that nobody asked for, in quotation marks."';
    expect(run('de', whole).wrongLanguage?.language).to.equal('en');
  });
});

describe('symbols in running text', () => {
  it('are no words: units, angles, operators, calls', () => {
    for (const [language, text] of [
      ['ja', '変化量Δtは小さい。ω=2πf、5 μm、10 kΩ、λmax、sinθ と 3 µs。'],
      ['ko', '이차방정식 ax² + bx + c = 0 의 근을 구하고 sin x 를 미분합니다.'],
      ['ru', 'Вызовите append() или len(numbers) и посмотрите на результат в консоли.'],
      ['de', 'Der Widerstand hat 10 kΩ und das Maximum liegt bei λmax.'],
    ] as const) {
      expect(found(run(language, text)), text).to.deep.equal([]);
      expect(run(language, text).wrongLanguage, text).to.equal(null);
    }
    expect(found(run('ja', 'これは重要なconcept(概念)です。'))).to.deep.equal(['word concept']);
  });
});
