import { expect } from 'chai';
import fc from 'fast-check';
import { type Detection, detect, languages, policyFor } from '../../detectors/index.js';

function run(language: string, text: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy);
}

/** `kind script text` of each finding. */
const found = ({ findings }: Detection): string[] =>
  findings.map(({ kind, script, text }) => `${kind} ${script} ${text}`);

const exempted = ({ exemptions }: Detection): string[] =>
  exemptions.map(({ reason, text }) => `${reason} ${text}`);

describe('findings', () => {
  const cases: { language: string; text: string; findings: string[] }[] = [
    { language: 'ja', text: '値段を посмотреть しましょう。', findings: ['script Cyrl посмотреть'] },
    {
      language: 'ja',
      text: '連絡をзиください。また 줄이기 위해 努力します。',
      findings: ['script Cyrl зи', 'script Hang 줄이기 위해'],
    },
    { language: 'ja', text: 'この问题について話しましょう。', findings: ['han Hans 问题'] },
    { language: 'ja', text: '経済发展が続いています。', findings: ['han Hans 发展'] },
    { language: 'ja', text: 'これは exploration という考え方です。', findings: ['word Latn exploration'] },
    { language: 'ja', text: '国々を巡り、々と書く。ナ・ー。', findings: [] },
    { language: 'ko', text: '문제를 解决할 수 있습니다.', findings: ['script Hani 解决'] },
    {
      language: 'ko',
      text: '법률에 관한 ソ連団体 이야기입니다.',
      findings: ['script Kana ソ', 'script Hani 連団体'],
    },
    { language: 'zh', text: '这是一个انتشار的问题。', findings: ['script Arab انتشار'] },
    { language: 'zh', text: '我们去看 Пуэрто Рико 的海。', findings: ['script Cyrl Пуэрто Рико'] },
    {
      language: 'ar',
      text: 'هذه المسألة 通常 تحتاج إلى แต وقت.',
      findings: ['script Hani 通常', 'script Thai แต'],
    },
    { language: 'hi', text: 'यह काम רק कल तक पूरा होगा।', findings: ['script Hebr רק'] },
    { language: 'ru', text: 'Каждый 个人 имеет право на отдых.', findings: ['script Hani 个人'] },
    {
      language: 'vi',
      text: 'Đây là mạng 神经 nhân tạo rất phổ biến hiện nay.',
      findings: ['script Hani 神经'],
    },
    { language: 'de', text: 'Das ist eine gute решение für alle.', findings: ['script Cyrl решение'] },
    { language: 'en', text: 'The все-в-одном tool is here.', findings: ['script Cyrl все-в-одном'] },
    {
      language: 'ko',
      text: 'Here is the essay in Korean:\n\n저는 학생입니다. 오늘은 날씨가 좋습니다.',
      findings: ['line Latn Here is the essay in Korean:'],
    },
    { language: 'ko', text: '포레ν식 과학은 재미있습니다.', findings: ['script Grek ν'] },
    {
      language: 'ja',
      text: '例：\r\n```python\r\nx\r\n```\r\nこれは следующий の文です。',
      findings: ['script Cyrl следующий'],
    },
    { language: 'ko', text: '오늘은 です。 라고 말했습니다.', findings: ['script Hira です'] },
    { language: 'ja', text: '終わり\ufffd\ufffdです。', findings: ['damage Zyyy \ufffd\ufffd'] },
  ];
  for (const { language, text, findings } of cases) {
    it(`in ${language}: ${JSON.stringify(text)}`, () => {
      const detection = run(language, text);
      expect(found(detection)).to.deep.equal(findings);
      expect(detection.wrongLanguage).to.equal(null);
      expect(detection.mixed).to.equal(findings.some((finding) => !finding.startsWith('damage')));
    });
  }
});

describe('exemptions', () => {
  const cases: { language: string; text: string; exempt: string[] }[] = [
    { language: 'ja', text: 'コードは `print("hello")` です。', exempt: ['code print', 'code hello'] },
    {
      language: 'ja',
      text: '例：\n```python\nx = "hello"\n```\n以上です。',
      exempt: ['code python', 'code x', 'code hello'],
    },
    {
      language: 'ko',
      text: '자세한 내용은 https://example.org/путь 를 보세요.',
      exempt: ['url https', 'url example', 'url org', 'url путь'],
    },
    {
      language: 'ru',
      text: 'Пишите на адрес anna@example.org завтра.',
      exempt: ['url anna', 'url example', 'url org'],
    },
    {
      language: 'ru',
      text: 'Модель (interactive model) известна давно.',
      exempt: ['gloss interactive', 'gloss model'],
    },
    { language: 'ko', text: '경제(經濟)가 성장합니다.', exempt: ['gloss 經濟'] },
    {
      language: 'ko',
      text: '**공자**(孔子)와 『논어』 (論語)를 읽습니다.',
      exempt: ['gloss 孔子', 'gloss 論語'],
    },
    {
      language: 'ja',
      text: '1. 次のとおりです。\n    ```bash\n    npm install express\n    ```\n以上です。',
      exempt: ['code bash', 'code npm', 'code install', 'code express'],
    },
    { language: 'ja', text: '全部で100万 km です。', exempt: ['unit km'] },
    { language: 'en', text: 'The city of Tokyo (東京) is very large.', exempt: ['gloss 東京'] },
    { language: 'ja', text: 'βアミロイドの蓄積が原因です。', exempt: ['symbol β'] },
    {
      language: 'ja',
      text: 'NASA と Google が 10 km 先で会議をしました。',
      exempt: ['acronym NASA', 'name Google', 'unit km'],
    },
    {
      language: 'zh',
      text: '他去年秋天开始在 University of Toronto 学习计算机科学和数学。',
      exempt: ['name University', 'name of', 'name Toronto'],
    },
    { language: 'zh', text: '答案是 {"summary": "今天天气很好"}。', exempt: ['code summary'] },
  ];
  for (const { language, text, exempt } of cases) {
    it(`leave ${language} clean: ${JSON.stringify(text)}`, () => {
      const detection = run(language, text);
      expect(found(detection)).to.deep.equal([]);
      expect(exempted(detection)).to.deep.equal(exempt);
    });
  }

  const kept: { language: string; text: string; findings: string[]; why: string }[] = [
    {
      language: 'ja',
      text: 'ロシア語（Россия）です。',
      findings: ['script Cyrl Россия'],
      why: 'a bracket in a third script',
    },
    {
      language: 'ko',
      text: '소음순(вуль바) 자극입니다.',
      findings: ['script Cyrl вуль'],
      why: 'a bracket in a third script',
    },
    {
      language: 'ko',
      text: '(經濟) 문제가 성장합니다.',
      findings: ['script Hani 經濟'],
      why: 'Han in a bracket without a reading',
    },
    {
      language: 'de',
      text: 'Die Stadt (Моskau) ist sehr groß.',
      findings: ['script Cyrl Мо'],
      why: 'a change of script inside a word',
    },
    {
      language: 'ja',
      text: '例：\n```json\n{"要約": "この值は正しいです。だから大丈夫です。"}\n```',
      findings: ['han Hans 值'],
      why: 'prose in a fence',
    },
  ];
  for (const { language, text, findings, why } of kept) {
    it(`do not excuse ${why}: ${JSON.stringify(text)}`, () => {
      expect(found(run(language, text))).to.deep.equal(findings);
    });
  }
});

describe('wrong language', () => {
  const english = 'The weather is nice today, and we are all going to the park with our friends after lunch.';
  const cases: { language: string; text: string; instead: string | null; script: string }[] = [
    { language: 'ja', text: english, instead: null, script: 'Latn' },
    {
      language: 'ja',
      text: '这个问题很重要，我们应该认真讨论它的解决办法和以后的发展。',
      instead: null,
      script: 'Hani',
    },
    {
      language: 'ko',
      text: 'Сегодня хорошая погода, и мы идём гулять в парк.',
      instead: null,
      script: 'Cyrl',
    },
    { language: 'de', text: english, instead: 'en', script: 'Latn' },
    { language: 'en', text: '今天天气很好，我们一起去公园散步吧。', instead: null, script: 'Hani' },
    { language: 'id', text: english, instead: 'en', script: 'Latn' },
  ];
  for (const { language, text, instead, script } of cases) {
    it(`is told in ${language}: ${text.slice(0, 30)}`, () => {
      const { wrongLanguage, mixed, findings } = run(language, text);
      expect(wrongLanguage).to.include({ script, ...(instead && { language: instead }) });
      expect([mixed, findings.length]).to.deep.equal([false, 0]);
    });
  }

  it('still finds what is off-script in the wrong language too', () => {
    const detection = run('ja', `${english} Гарри Поттер.`);
    expect([detection.mixed, detection.wrongLanguage?.script]).to.deep.equal([false, 'Latn']);
    expect(found(detection)).to.deep.equal(['script Cyrl Гарри Поттер']);
  });

  it('is not told from short texts, names or code', () => {
    for (const text of ['1. Sushi Zen\n2. Sakura Bar', '```\nconst a = 1;\n```', '42']) {
      expect(run('de', text).wrongLanguage).to.equal(null);
    }
  });
});

describe('any string', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          'ひら',
          '漢字',
          'мир',
          '한국',
          'a',
          'word ',
          '(',
          ')',
          '（',
          '`',
          '```',
          '$',
          '\n',
          '"',
          '<',
          '问',
          '\ud800',
          '\udc00',
          '𠮷',
          '\u202e',
          'http://',
          '\ufffd',
          'β',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  );

  it('is accepted, with findings inside it, sorted, disjoint, and equal to their text', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...languages), (text, language) => {
        const { findings, exemptions, mixed } = run(language, text);
        let end = 0;
        for (const finding of findings) {
          expect(finding.start).to.be.at.least(end);
          expect(finding.end).to.be.greaterThan(finding.start);
          expect(finding.end).to.be.at.most(text.length);
          expect(text.slice(finding.start, finding.end)).to.equal(finding.text);
          end = finding.end;
        }
        for (const { start, end: to, text: exempt } of exemptions)
          expect(text.slice(start, to)).to.equal(exempt);
        if (mixed) expect(findings.length).to.be.greaterThan(0);
        expect(run(language, text)).to.deep.equal(run(language, text));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes to the same verdict in NFC and NFD', () => {
    const texts: [string, string][] = [
      ['ja', 'がぎぐげご、パピプペポが посмотреть します。'],
      ['ko', '문제를 解决할 수 있습니다. 각각의 경우입니다.'],
      ['ru', 'Мой чёрный йогурт 个人 стоит здесь.'],
      ['vi', 'Đây là mạng 神经 nhân tạo rất phổ biến hiện nay.'],
      ['ja', 'お店の café は éclair がおいしいです。'],
    ];
    for (const [language, text] of texts) {
      const [nfc, nfd] = [run(language, text.normalize('NFC')), run(language, text.normalize('NFD'))];
      expect(
        found(nfd).map((finding) => finding.normalize('NFC')),
        text,
      ).to.deep.equal(found(nfc));
    }
  });
});
