import { expect } from 'chai';
import { type Context, type Detection, detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

let context: Context;

function run(language: string, text: string, more: Context = {}): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, { ...context, ...more });
}

const found = ({ findings }: Detection): string[] =>
  findings.map(({ kind, language = '', text }) => `${kind} ${language} ${text}`);

const RUSSIAN = 'Весной на берегу реки собирается много людей, чтобы посмотреть на цветение вишни.';
const UKRAINIAN = 'Навесні біля річки збирається багато людей, щоб подивитися на цвітіння вишні.';
const PERSIAN = 'در بهار مردم زیادی برای دیدن شکوفه‌های گیلاس به کنار رودخانه می‌آیند.';
const ARABIC = 'هذا وقت جميل جدا من السنة، ويذهب كثير من الناس إلى النهر لمشاهدة الأزهار.';
const URDU = 'بہار میں بہت سے لوگ چیری کے پھول دیکھنے کے لیے دریا کے کنارے جمع ہوتے ہیں۔';
const MARATHI = 'वसंत ऋतूत नदीकाठी फुले पाहण्यासाठी खूप लोक येतात आणि मुळात ती वेळ सगळ्यांना आवडते.';

describe('languages that share a script other than Latin', () => {
  before(async () => {
    context = { identifier: await loadIdentifier('fasttext') };
  });

  const wrong: [asked: string, answered: string, text: string][] = [
    ['uk', 'ru', RUSSIAN],
    ['ru', 'uk', UKRAINIAN],
    ['ar', 'fa', PERSIAN],
    ['ar', 'ur', URDU],
    ['fa', 'ar', ARABIC],
    ['ur', 'fa', PERSIAN],
    ['ur', 'ar', ARABIC],
    ['hi', 'mr', MARATHI],
  ];
  for (const [asked, answered, text] of wrong) {
    it(`tell ${answered} where ${asked} was asked for`, () => {
      const detection = run(asked, text);
      expect(detection.wrongLanguage?.language).to.equal(answered);
      expect(detection.findings).to.deep.equal([]);
      expect(detection.mixed).to.equal(false);
    });
  }

  for (const [language, text] of [
    ['uk', UKRAINIAN],
    ['ru', RUSSIAN],
    ['fa', PERSIAN],
    ['ar', ARABIC],
    ['ur', URDU],
  ] as const) {
    it(`leave ${language} alone`, () => {
      expect(run(language, text).wrongLanguage).to.equal(null);
      expect(found(run(language, text))).to.deep.equal([]);
    });
  }

  it('find a line, and keep the rest', () => {
    expect(found(run('uk', `${UKRAINIAN} Это очень красивое время года.\n${UKRAINIAN}`))).to.deep.equal([
      'line ru Это очень красивое время года.',
    ]);
    expect(found(run('fa', `${PERSIAN}\n${ARABIC}\n${PERSIAN}`))).to.deep.equal([`line ar ${ARABIC}`]);
  });

  it('find a word that the language is not written with', () => {
    expect(found(run('ar', 'هذا الرپورٹ مهم جدا للجميع في المدينة'))).to.deep.equal(['word  الرپورٹ']);
    expect(found(run('ru', 'В лесу живёт їжак, и все его знают.'))).to.deep.equal(['word  їжак']);
  });

  const runs: readonly (readonly [asked: string, text: string, found: readonly string[]])[] = [
    ['ru', 'Мы пошли в парк, але потом було холодно, и все вернулись.', ['word uk але потом було']],
    ['ru', 'Сегодня дуже гарна погода, и мы гуляем у реки.', ['word uk дуже гарна']],
    ['uk', 'Ми пішли до парку, если когда холодно, і всі повернулися.', ['word ru если когда']],
    ['ar', 'ذهبنا إلى الحديقة است که هوا وعدنا في المساء إلى البيت.', ['word fa است که']],
    ['fa', 'امروز به پارک رفتیم هذا اليوم و بعد به خانه برگشتیم.', ['word ar هذا اليوم']],
    ['ur', 'آج ہم باغ میں گئے هذا اليوم اور پھر گھر واپس آئے۔', ['word ar هذا اليوم']],
  ];
  for (const [asked, text, expected] of runs)
    it(`find words side by side without a telling letter in ${asked}: ${expected.join()}`, () => {
      const detection = run(asked, text);
      expect(found(detection)).to.deep.equal(expected);
      expect([detection.wordMixed, detection.scriptMixed]).to.deep.equal([true, false]);
    });

  const none: readonly (readonly [asked: string, text: string, prompt?: string])[] = [
    ['ru', 'В песне поётся: «Дуже гарна дівчина», и все её знают.'],
    ['ru', 'Это слово але значит алло, если так говорят в телефон.'],
    [
      'ru',
      'По-украински так: дуже гарна погода, и все поймут.',
      'Как сказать по-украински «прекрасная погода»?',
    ],
    ['ru', 'Там было написано дуже гарна погода, и всё.', 'Что значит дуже гарна погода?'],
    ['ru', 'В команде играют Але Було и Тодор Живков, и все их знают.'],
    ['ru', 'Запустите `але було дуже` ещё раз, и всё получится.'],
    ['fa', 'او گفت: «هذا اليوم جميل» و بعد به خانه برگشت.'],
  ];
  for (const [asked, text, prompt] of none)
    it(`let stand in ${asked}: ${text}`, () => {
      expect(found(run(asked, text, prompt === undefined ? {} : { prompt }))).to.deep.equal([]);
    });

  it('take Arabic with its vowel signs as Arabic without them', () => {
    expect(found(run('fa', 'امروز به پارک رفتیم هَذَا اليَوْم و بعد به خانه برگشتیم.'))).to.deep.equal([
      'word ar هَذَا اليَوْم',
    ]);
  });

  it('find words in a text of any length', () => {
    const long = `${'Мы идём по длинной дороге вдоль реки. '.repeat(900)}Потом дуже гарна погода. `.repeat(2);
    expect(found(run('ru', long))).to.deep.equal(['word uk дуже гарна', 'word uk дуже гарна']);
  });

  it('find words on each of many lines, in time that grows with them', () => {
    const line = 'Мы вчера «долго» гуляли в парке, потом було дуже добре сидеть дома.\n';
    expect(run('ru', line.repeat(20_000)).findings).to.have.length(20_000);
  }).timeout(20_000);

  it('let loanwords stand: Persian letters in an Arabic name', () => {
    expect(found(run('ar', 'زار الوزير مدينة چيتاگونگ ثم عاد إلى العاصمة في المساء'))).to.deep.equal([]);
  });

  it('excuse what is quoted, in brackets, or given by the prompt', () => {
    expect(found(run('ru', 'Украинское слово «їжак» короткое.'))).to.deep.equal([]);
    expect(found(run('ru', 'Ёжик (їжак) короткое слово.'))).to.deep.equal([]);
    expect(found(run('ru', 'Это слово їжак короткое.', { prompt: 'Что значит їжак?' }))).to.deep.equal([]);
  });
});
