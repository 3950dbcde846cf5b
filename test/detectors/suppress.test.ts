import { expect } from 'chai';
import { type Context, type Detection, detect, policyFor } from '../../detectors/index.js';
import { loadIdentifier } from '../../harness/identifier/index.js';

let identifier: NonNullable<Context['identifier']>;
before(async () => {
  identifier = await loadIdentifier('fasttext');
});

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, { identifier, ...(prompt !== undefined && { prompt }) });
}

const found = ({ findings }: Detection): string[] =>
  findings.map(({ kind, script, text }) => `${kind} ${script} ${text}`);

describe('a line in another language', () => {
  const FRENCH =
    'Cette étude examine la relation entre l’usage des réseaux sociaux et la santé des jeunes. Elle a été menée pendant trois ans dans plusieurs villes.';
  const GERMAN =
    'Diese Studie untersucht den Zusammenhang zwischen sozialen Netzwerken und der Gesundheit junger Menschen. Sie wurde über drei Jahre in mehreren Städten durchgeführt.';
  const UKRAINIAN =
    'Це дослідження вивчає зв’язок між соціальними мережами та здоров’ям молоді. Воно тривало три роки в кількох містах, і його результати опубліковано.';
  const cases: [language: string, text: string, findings: string[]][] = [
    [
      'fr',
      `${FRENCH}\nYou should посмотреть the city before you go home with your friends.`,
      [
        'line Latn You should',
        'script Cyrl посмотреть',
        'line Latn the city before you go home with your friends',
      ],
    ],
    [
      'de',
      `${GERMAN}\nThis is what 我们 have to do before the end of the year.`,
      ['line Latn This is what', 'script Hani 我们', 'line Latn have to do before the end of the year'],
    ],
    [
      'uk',
      `${UKRAINIAN}\nЭто то, что мы должны были сделать в 中国 ещё до конца этого года.`,
      [
        'line Cyrl Это то, что мы должны были сделать в',
        'script Hani 中国',
        'line Cyrl ещё до конца этого года',
      ],
    ],
    [
      'fr',
      `${FRENCH}\n你好 this is the first thing that you should know about the city 你好`,
      [
        'script Hani 你好',
        'line Latn this is the first thing that you should know about the city',
        'script Hani 你好',
      ],
    ],
  ];
  for (const [language, text, findings] of cases)
    it(`goes on around another script that stands in it, in ${language}: ${findings[1]}`, () => {
      const detection = run(language, text);
      expect(found(detection)).to.deep.equal(findings);
      for (const { start, end, text: span } of detection.findings)
        expect(text.slice(start, end)).to.equal(span);
    });

  for (const [language, text, script] of [
    ['en', 'Сегодня мы проверим все тесты и закроем задачу до обеда.', 'Cyrl'],
    ['en', '오늘은 모든 테스트를 확인하고 점심 전에 작업을 끝내겠습니다.', 'Hang'],
    ['de', 'आज हम सभी परीक्षण जाँचेंगे और दोपहर से पहले काम पूरा करेंगे।', 'Deva'],
    ['es', 'Σήμερα θα ελέγξουμε όλα τα τεστ και θα κλείσουμε την εργασία.', 'Grek'],
  ] as const)
    it(`that is in another script is found as that script, in ${language}: ${script}`, () => {
      const own = {
        en: 'The build is green and ready to ship, and everybody who worked on it went home early that day. ',
        de: 'Der Bau ist fertig und kann ausgeliefert werden. ',
        es: 'La construcción está lista y se puede entregar. ',
      }[language];
      const detection = run(language, `${own}${text}`);
      expect(detection.findings.map(({ kind, script: of }) => `${kind} ${of}`)).to.deep.equal([
        `script ${script}`,
      ]);
    });
});

describe('brackets', () => {
  it('that are never closed hide no gloss behind them', () => {
    expect(found(run('ru', 'Вот смайлик :( и модель (interactive model) известна.'))).to.deep.equal([]);
    expect(found(run('ko', '1) 설명 ( 여기 공자(孔子)와 함께 갑니다.'))).to.deep.equal([]);
    expect(found(run('ja', `（${'あ'.repeat(500)}（interactive model）です。`))).to.deep.equal([]);
  });

  it('inside each other belong to the outer one', () => {
    expect(found(run('ru', 'Модель (some (interactive) model) известна.'))).to.deep.equal([]);
  });
});

describe('the letter before a span', () => {
  it('may be outside the Basic Multilingual Plane', () => {
    const prompt = '「решение」という語を説明してください。';
    expect(found(run('ja', 'これは吉решение です。', prompt))).to.deep.equal(['script Cyrl решение']);
    expect(found(run('ja', 'これは𠮷решение です。', prompt))).to.deep.equal(['script Cyrl решение']);
    expect(found(run('ja', 'これは решение です。', prompt))).to.deep.equal([]);
    expect(found(run('ja', 'これはрешение𠮷です。', prompt))).to.deep.equal(['script Cyrl решение']);
  });
});

describe('a text that is too short', () => {
  it('is neither mixed nor in the wrong language', () => {
    for (const text of ['Я', 'x', '`привет`x', '\ufffd\ufffd', '']) {
      const { mixed, wrongLanguage, tooShort } = run('ja', text);
      expect({ mixed, wrongLanguage, tooShort }, text).to.deep.equal({
        mixed: false,
        wrongLanguage: null,
        tooShort: true,
      });
    }
  });
});

describe('languages that a prompt names', () => {
  it('are known by names that come with Offscript, in Traditional Chinese too', () => {
    const text = '「你好」在俄文中是 Привет 的意思。';
    expect(found(run('zh-Hant', text, '「你好」的俄文怎麼說？'))).to.deep.equal([]);
    expect(found(run('zh-Hant', text, '「你好」怎麼說？'))).to.deep.equal(['script Cyrl Привет']);
  });
});
