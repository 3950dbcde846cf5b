import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith, offscript } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { reasons, rowsOf } from '../../support/rows.js';

/** A sentence, and its bytes in an encoding, in Base64: Node decodes these and encodes none. */
const SENTENCES: readonly (readonly [encoding: string, text: string, bytes: string])[] = [
  ['shift_jis', '今日は晴れです。とても良い天気です。', 'jaGT+oLNkLCC6oLFgreBQoLGgsSC4JfHgqKTVotDgsWCt4FC'],
  ['euc-jp', '今日は晴れです。とても良い天気です。', 'uqPG/KTPwLKk7KTHpLmho6TIpMak4s7JpKTFt7WkpMekuaGj'],
  ['iso-2022-jp', '今日は晴れです。', 'GyRCOiNGfCRPQDIkbCRHJDkhIxsoQg=='],
  [
    'euc-kr',
    '오늘은 날씨가 맑고 바람이 조금 붑니다.',
    'v8C0w8C6ILOvvr6woSC4vLDtILnZtvfAzCDBtrHdILrWtM+02S4=',
  ],
  ['gb18030', '今天天气很好，我们去公园散步吧。', 'vfHM7Mzsxvi63LrDo6zO0sPHyKW5q9SwyaKyvbDJoaM='],
  ['big5', '今天天氣很好，我們去公園散步吧。', 'pLWk0aTRrvCr3KZuoUGn2q3MpWikvbbptLKoQqdhoUM='],
  [
    'windows-1251',
    'Сегодня хорошая погода, и мы пойдём гулять.',
    '0eXj7uTt/yD17vDu+OD/IO/u4+7k4Cwg6CDs+yDv7unkuOwg4/Pr//L8Lg==',
  ],
  [
    'koi8-r',
    'Сегодня хорошая погода, и мы пойдём гулять.',
    '88XHz8TO0SDIz9LP28HRINDPx8/EwSwgySDN2SDQz8rEo80gx9XM0dTYLg==',
  ],
  [
    'windows-1252',
    'Heute ist es schön, aber kälter als gestern, und später regnet es über Köln.',
    'SGV1dGUgaXN0IGVzIHNjaPZuLCBhYmVyIGvkbHRlciBhbHMgZ2VzdGVybiwgdW5kIHNw5HRlciByZWduZXQgZXMg/GJlciBL9mxuLg==',
  ],
  [
    'windows-1256',
    'الطقس جميل اليوم وسنذهب إلى الحديقة.',
    'x+HY3tMgzOPt4SDH4e3m4yDm0+TQ5cggxeHsIMfhzc/t3sku',
  ],
  [
    'iso-8859-7',
    'Σήμερα ο καιρός είναι καλός και θα πάμε βόλτα.',
    '097s5fHhIO8g6uHp8fzyIOXf7eHpIOrh6/zyIOrh6SDo4SDw3OzlIOL86/ThLg==',
  ],
  [
    'iso-8859-8',
    'היום מזג האוויר נעים ואנחנו הולכים לטייל בפארק.',
    '5Onl7SDu5uIg5ODl5en4IPDy6e0g5eDw5/DlIOTl7Ovp7SDs6Onp7CDh9OD49y4=',
  ],
];

/** The language of each sentence; that of the options where it is not listed. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'euc-kr': 'ko',
  gb18030: 'zh-Hans',
  big5: 'zh-Hant',
  'windows-1251': 'ru',
  'koi8-r': 'ru',
  'windows-1252': 'de',
  'windows-1256': 'ar',
  'iso-8859-7': 'el',
  'iso-8859-8': 'he',
};

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('logs in other encodings than UTF-8', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function file(name: string, ...content: readonly (string | Buffer)[]): string {
    const path = join(folder.path, name);
    writeFileSync(path, Buffer.concat(content.map((part) => Buffer.from(part))));
    return path;
  }

  const options = { language: 'ja', target: 'm' };
  const answers = ({ responses }: Awaited<ReturnType<typeof rowsOf>>) =>
    responses.map(({ channels }) => channels.answer);

  for (const [encoding, text, base64] of SENTENCES)
    it(`are told by what they are likely to be, and read where that is said: ${encoding}`, async () => {
      const bytes = Buffer.from(base64, 'base64');
      for (const [name, before, after] of [
        ['a.csv', 'id,response\r\n1,"', '"\r\n'],
        ['a.json', '[{"response": "', '"}]'],
        ['a.jsonl', '{"response": "', '"}'],
      ] as const) {
        // An escape is none of JSON's.
        if (encoding === 'iso-2022-jp' && name !== 'a.csv') continue;
        const path = file(name, before, bytes, after);
        const asked = { ...options, language: LANGUAGES[encoding] ?? options.language };
        expect((await rejected(rowsOf(path, asked))).message, name).to.equal(
          `${path}: the file is not in UTF-8, but likely in ${encoding}; read it with --encoding ${encoding}`,
        );
        expect(answers(await rowsOf(path, { ...options, encoding })), name).to.deep.equal([text]);
      }
    });

  it('are told among those that the language asked for can be in; few characters tell nothing without it', async () => {
    const of = async (base64: string, language: string): Promise<string> => {
      const content = ['{"response": "', Buffer.from(base64, 'base64'), '", "meta": "x"}'] as const;
      return (await rejected(rowsOf(file('a.jsonl', ...content), { language, target: 'm' }))).message;
    };
    const [thai, polish, cyrillic] = [
      'x9G5udXpzdKh0si01cHSoSDKx9HKtNWkw9G6t9ihpLk=',
      'WmG/87PmIGfqnGzxIGpherguLg==',
      '8NLJ18XU',
    ];
    expect(await of(thai, 'th')).to.match(/likely in windows-874; /);
    expect(await of(polish, 'pl')).not.to.match(/big5|gb18030|shift_jis|euc-/);
    expect(await of(cyrillic, 'ru')).not.to.match(/windows-1252|big5/);
    for (const bytes of [polish, cyrillic])
      expect(await of(bytes, 'meta')).to.match(/the file is not in UTF-8; name its encoding with --encoding/);
  });

  it('are read where they are UTF-16 with a byte order mark, which is said', async () => {
    const bytes = Buffer.from('\ufeff{"response": "晴れ"}\n', 'utf16le');
    for (const [name, content] of [
      ['utf-16le', bytes],
      ['utf-16be', swapped(bytes)],
    ] as const) {
      const rows = await rowsOf(file('a.jsonl', content), options);
      expect([answers(rows), rows.notes], name).to.deep.equal([
        ['晴れ'],
        [`${join(folder.path, 'a.jsonl')}: read as ${name}, by its byte order mark`],
      ]);
    }
  });

  it('are named where they are UTF-16 without a byte order mark', async () => {
    const bytes = Buffer.from('{"response": "晴れ"}\n', 'utf16le');
    for (const [encoding, content] of [
      ['utf-16le', bytes],
      ['utf-16be', swapped(bytes)],
    ] as const) {
      const path = file('a.jsonl', content);
      expect((await rejected(rowsOf(path, options))).message).to.include(`likely in ${encoding}; `);
      expect(answers(await rowsOf(path, { ...options, encoding }))).to.deep.equal(['晴れ']);
    }
  });

  it('lose the rows that have what the encoding has not, and no others', async () => {
    const good = Buffer.from('jaGT+g==', 'base64');
    const row = (bytes: Buffer): Buffer[] => [Buffer.from('{"response": "'), bytes, Buffer.from('"}\n')];
    const path = file('a.jsonl', ...row(good), ...row(Buffer.from([0xff, 0xfe])), ...row(good));
    const rows = await rowsOf(path, { ...options, encoding: 'sjis' });
    expect([answers(rows), reasons(rows)]).to.deep.equal([
      ['今日', '今日'],
      ['a.jsonl:2: the line is not in shift_jis'],
    ]);
  });

  const wrong: readonly (readonly [
    what: string,
    content: string | Buffer,
    encoding: string,
    says: RegExp,
  ])[] = [
    [
      'UTF-8 by another name',
      '{"response": "Käse"}\n',
      'windows-1252',
      /: the file is in UTF-8, not in windows-1252; leave --encoding out$/,
    ],
    [
      'an encoding that there is not',
      '{}',
      'klingon',
      /^offscript: --encoding: there is no encoding "klingon"; name one such as /,
    ],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'utf-8',
      /: the file is neither text nor a ZIP or Parquet file$/,
    ],
  ];
  for (const [what, content, encoding, says] of wrong)
    it(`are one clear error: ${what}`, async () => {
      file('a.jsonl', content);
      const { code, stderr } = await offscript(folder.path, ['score', 'a.jsonl', '--encoding', encoding]);
      expect([code, stderr.trimEnd().split('\n').length]).to.deep.equal([2, 1]);
      expect(stderr.trimEnd()).to.match(says);
    });
});
