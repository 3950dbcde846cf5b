import { expect } from 'chai';
import { type Detection, detect, isProse, policyFor } from '../../detectors/index.js';

function run(language: string, text: string, prompt?: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy, prompt === undefined ? {} : { prompt });
}

/** `zone text` of what mixes scripts. */
const found = ({ findings }: Detection): string[] =>
  findings.flatMap(({ kind, zone, text }) =>
    kind === 'script' || kind === 'han' ? [`${zone} ${text}`] : [],
  );

const fence = (info: string, body: string): string =>
  `Here is the code:\n\n\`\`\`${info}\n${body}\n\`\`\`\n\nThat is all of it.`;
const inRussian = (info: string, body: string): string =>
  `Вот код:\n\n\`\`\`${info}\n${body}\n\`\`\`\n\nЭто всё.`;

describe('another script in code', () => {
  const slips: readonly (readonly [
    what: string,
    language: string,
    text: string,
    found: readonly string[],
  ])[] = [
    [
      'a comment',
      'en',
      fence('python', 'def mean(xs):\n    # 计算平均值\n    return sum(xs) / len(xs)'),
      ['code 计算平均值'],
    ],
    [
      'a comment behind code',
      'en',
      fence('ts', 'const n = 3; // количество попыток'),
      ['code количество попыток'],
    ],
    ['a comment of a block', 'en', fence('java', '/*\n * 初始化\n */\nint n = 0;'), ['code 初始化']],
    ['a comment of SQL', 'en', fence('sql', 'SELECT 1 -- 测试\nFROM t;'), ['code 测试']],
    ['a docstring', 'en', fence('python', 'def f():\n    """返回结果。"""\n    return 1'), ['code 返回结果']],
    ['a string', 'en', fence('js', 'throw new Error("参数错误");'), ['code 参数错误']],
    [
      'a string in brackets',
      'en',
      fence('rust', 'assert!(x.contains(&format!("ירת{name}")));'),
      ['code ירת'],
    ],
    ['an identifier', 'en', fence('c', 'int main(void) {\n  int 计数 = 0;\n  return 0;\n}'), ['code 计数']],
    ['words of a language of programs', 'en', fence('python', 'если x > 0:\n    return x'), ['code если']],
    [
      'one letter that looks like a Latin one',
      'en',
      fence('python', 'def lоad(path):\n    return 1'),
      ['code о'],
    ],
    [
      'a string with such a letter beside encodings',
      'en',
      fence('python', 'open("dаta.txt", encoding="utf-8")'),
      ['code а'],
    ],
    ['a key of JSON', 'en', fence('json', '{"名称": "pump", "size": 3}'), ['code 名称']],
    [
      'a key of JSON in running text',
      'en',
      'The answer is {"size": 3, "名称": "pump"} as asked.',
      ['code 名称'],
    ],
    ['a key of YAML', 'en', fence('yaml', 'name: pump\n端口: 80'), ['code 端口']],
    ['the head of a table', 'en', fence('csv', 'name,数量\npump,3\nvalve,4'), ['code 数量']],
    ['inline code', 'en', 'Set `max_数量` to three and run it again.', ['code 数量']],
    ['a path', 'en', 'The report is in /home/anna/分析/report.txt now.', ['code 分析']],
    ['the name of a file', 'en', 'Open the file данные_2024.csv first, please.', ['code данные']],
    ['a letter in a path', 'en', 'Open /workspaces/src/аpp.ts now, please.', ['code а']],
    ['a folder', 'en', 'All of it is in данные/ now.', ['code данные']],
    ['the name of a branch', 'en', 'I pushed it to fix/login-пage today.', ['code п']],
    ['a comment in Russian code', 'ru', inRussian('python', '# Вычисляем位移 атомов\nx = 1'), ['code 位移']],
    [
      'Chinese in a comment in Japanese',
      'ja',
      '例です。\n```python\n# 计算结果を返します\nx = 1\n```\n以上です。',
      ['code 计算结果'],
    ],
    [
      'a block that nobody named',
      'en',
      fence('', 'let total = 0;\nfor (const x of xs) {\n  total += x; // 累加\n}'),
      ['code 累加'],
    ],
    ['a block that never ends', 'en', 'So:\n```go\nvar имя = 1', ['code имя']],
    ['a tag', 'en', 'Write it as <a title="ссылка"> and close it.', ['code ссылка']],
    [
      'a shell',
      'en',
      fence('bash', 'mkdir результаты\ncd результаты'),
      ['code результаты', 'code результаты'],
    ],
  ];
  for (const [what, language, text, expected] of slips)
    it(`is found in ${what}, and is no mixing`, () => {
      const detection = run(language, text);
      expect(found(detection)).to.deep.equal(expected);
      expect([detection.codeMixed, detection.mixed, detection.wrongLanguage]).to.deep.equal([
        true,
        false,
        null,
      ]);
    });

  const texts: readonly (readonly [
    what: string,
    language: string,
    text: string,
    found: readonly string[],
  ])[] = [
    ['a value of JSON', 'en', fence('json', '{"name": "the 泵 here"}'), ['text 泵']],
    ['a value of a table', 'en', fence('csv', 'name,count\npump 泵,3\nvalve,4'), ['text 泵']],
    ['prose in a fence', 'en', fence('text', 'Dear Anna,\nplease see the 报告 today.'), ['text 报告']],
    [
      'prose in a fence without a name',
      'en',
      fence('', 'Dear Anna,\n\nplease see the 报告 today.\n\nYours'),
      ['text 报告'],
    ],
    ['words with a slash', 'vi', 'File naming.md là doc QA/Claude维护 thủ công mỗi tuần.', ['text 维护']],
    ['an address', 'en', 'See https://ru.wikipedia.org/wiki/Путь for more of it.', []],
  ];
  for (const [what, language, text, expected] of texts)
    it(`is text as before in ${what}`, () => {
      const detection = run(language, text);
      expect(found(detection)).to.deep.equal(expected);
      expect([detection.codeMixed, detection.scriptMixed]).to.deep.equal([false, expected.length > 0]);
    });

  const expected: readonly (readonly [what: string, language: string, text: string, prompt?: string])[] = [
    ['comments in the language of the answer', 'ru', inRussian('python', '# Вычисляем среднее\nx = 1')],
    [
      'comments in the language of the prompt',
      'en',
      fence('python', '# 计算平均值\nx = 1'),
      '请用英文回答：如何计算平均值？',
    ],
    ['what the prompt has', 'en', fence('c', 'int 计数 = 0;'), 'Why does `int 计数 = 0;` not compile?'],
    [
      'words of a language that the prompt asks for',
      'en',
      fence('python', 'print("Привет")'),
      'Write a program that prints "hello" in Russian.',
    ],
    [
      'test data of a prompt about Unicode',
      'en',
      fence('python', 'assert width("日本語") == 6'),
      'Test the width of Unicode strings.',
    ],
    [
      'a translation',
      'en',
      fence('js', 'const t = { title: "Заголовок" };'),
      'Add a translation of the labels.',
    ],
    ['greetings by language', 'en', fence('js', 'const greetings = { ru: "Привет", ja: "こんにちは" };')],
    ['a string that is encoded', 'en', fence('python', 'data = "你好".encode("utf-8")')],
    ['text in several scripts', 'en', fence('python', 'words = ["Привет", "你好", "مرحبا"]')],
    ['ranges of letters', 'en', fence('js', 'const pattern = /[а-яё一-龥]+/g;')],
    ['letters of formulas', 'en', fence('julia', 'σ² = sum((x - μ)^2) / n\nΔt = 0.1; θ = π / 4')],
    ['letters of formulas in inline code', 'ja', '公式は `T = 2π / ω` です。周期を求めます。'],
    ['Greek in Python', 'en', fence('python', 'def loss(α, λ):\n    return α * λ')],
  ];
  for (const [what, language, text, prompt] of expected)
    it(`is expected in ${what}`, () => {
      const detection = run(language, text, prompt);
      expect(found(detection)).to.deep.equal([]);
      expect(detection.codeMixed).to.equal(false);
    });

  it('is not excused by a prompt that forbids the language', () => {
    const text = fence('python', '# 计算平均值\nx = 1');
    expect(run('en', text, 'Write the code. Never use Chinese.').codeMixed).to.equal(true);
  });

  it('takes time in proportion to the text', () => {
    for (const unit of ['`计` ', '"计": ', '/*', '计/', '# 计\n', "'''", '"计\\'])
      run(
        'en',
        `\`\`\`python\n${unit.repeat(100_000 / unit.length)}\n\`\`\`\n${unit.repeat(20_000 / unit.length)}`,
      );
  });

  it('is none in one of two words with a slash between them: that is no folder', () => {
    const slip = run('ja', '今日は専門家の方に依頼します。一级/二級の建築士です。');
    expect(found(slip)).to.deep.equal(['text 一级']);
  });
});

describe('a value', () => {
  for (const [value, expected] of [
    ['Send the report to Anna.', true],
    ['погода в Москве', true],
    ['今日の天気を調べてください', true],
    ['分析', false],
    ['отчёт', false],
    ['src/данные/分析.py', false],
    ['SELECT имя FROM users;', false],
    ['', false],
  ] as const)
    it(`is ${expected ? '' : 'no '}prose: ${value}`, () => {
      expect(isProse(value)).to.equal(expected);
    });
});
