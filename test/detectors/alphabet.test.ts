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

  it('let loanwords stand: Persian letters in an Arabic name', () => {
    expect(found(run('ar', 'زار الوزير مدينة چيتاگونگ ثم عاد إلى العاصمة في المساء'))).to.deep.equal([]);
  });

  it('excuse what is quoted, in brackets, or given by the prompt', () => {
    expect(found(run('ru', 'Украинское слово «їжак» короткое.'))).to.deep.equal([]);
    expect(found(run('ru', 'Ёжик (їжак) короткое слово.'))).to.deep.equal([]);
    expect(found(run('ru', 'Это слово їжак короткое.', { prompt: 'Что значит їжак?' }))).to.deep.equal([]);
  });
});
