import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { type Detection, detect, type LanguageTag, policyFor } from '../../detectors/index.js';
import { data, needsData } from '../support/needs.js';

function run(language: LanguageTag, text: string): Detection {
  const policy = policyFor(language);
  if (policy === undefined) throw new Error(language);
  return detect(text, policy);
}

/** `mixed`, `clean`, or the language or form of Han that the text is in instead. */
function stateOf({ mixed, wrongLanguage, tooShort }: Detection): string {
  if (tooShort) return 'too short';
  if (wrongLanguage !== null) return wrongLanguage.language ?? wrongLanguage.script;
  return mixed ? 'mixed' : 'clean';
}

describe('between languages that share Han', () => {
  const japanese = '今日はとても良い天気ですね。散歩に行きましょう。';
  const simplified = '今天天气很好，我们一起去公园散步吧。';
  const traditional = '今天天氣很好，我們一起去公園散步吧。';
  const hanja = '經濟가 成長하고 國民의 生活水準이 向上되었다.';
  const cases: [why: string, language: LanguageTag, text: string, state: string][] = [
    ['Japanese is no Chinese', 'zh', japanese, 'ja'],
    ['Japanese is no Chinese', 'zh-Hans', japanese, 'ja'],
    ['Japanese is no Chinese', 'zh-Hant', japanese, 'ja'],
    ['a short answer in it too', 'zh', '東京です。', 'ja'],
    [
      'kanji of both kinds of Chinese change nothing',
      'zh-Hans',
      '日本の国会は東京にあり、経済を論じる。',
      'ja',
    ],
    ['Chinese is no Japanese', 'ja', simplified, 'zh'],
    ['Chinese is no Japanese', 'ja', traditional, 'zh'],
    ['a short answer in it too', 'ja', '我喜欢你。', 'zh'],
    ['Chinese is no Korean', 'ko', simplified, 'zh'],
    ['Japanese is no Korean', 'ko', japanese, 'ja'],
    ['Korean with much hanja is Korean', 'ko', hanja, 'mixed'],
    ['Korean with much hanja is no Chinese', 'zh', hanja, 'ko'],
    ['Korean with much hanja is no Japanese', 'ja', hanja, 'ko'],
    ['Chinese words with Korean endings are no Korean', 'zh', '这个는 重要的 문제', 'mixed'],
    ['Simplified Chinese where Traditional was asked for', 'zh-Hant', simplified, 'Hans'],
    ['Traditional Chinese where Simplified was asked for', 'zh-Hans', traditional, 'Hant'],
    ['either kind where Chinese was', 'zh', traditional, 'clean'],
    ['Cantonese is written in Traditional Chinese', 'zh-Hant', '我哋喺香港食嘢，佢話唔好食咁多。', 'clean'],
    ['too few forms tell no kind', 'zh-Hant', '你好，我是学生。', 'mixed'],
    ['characters of both kinds tell none', 'zh-Hant', '天生我材必有用', 'clean'],
    ['a text of kanji alone may be either', 'zh', '東京', 'clean'],
    ['a text of kanji alone may be either', 'ja', '国語、算数、理科、社会', 'clean'],
    ['Japanese quoted in a sentence', 'zh', '「お元気ですか」是日语的问候语。', 'mixed'],
    [
      'a line of Japanese quoted',
      'zh',
      `在日语中，这句话可以这样说：\n${japanese}\n意思是：${simplified}`,
      'mixed',
    ],
    ['names in katakana', 'zh', 'ソニー和トヨタ都是日本公司。', 'mixed'],
    [
      'Chinese quoted in Japanese',
      'ja',
      `中国語では「${simplified}」と言い、${japanese}という意味です。`,
      'mixed',
    ],
    ['half and half', 'zh', `${simplified}${simplified}${japanese}`, 'mixed'],
    ['half and half', 'ja', `${japanese}${simplified}`, 'mixed'],
    ['half and half', 'zh-Hant', `${traditional}${simplified}`, 'mixed'],
    ['most of it in Chinese', 'ja', `${japanese}${simplified}${simplified}${simplified}`, 'zh'],
    ['most of it in Japanese', 'zh', `${simplified}${japanese}${japanese}`, 'ja'],
    ['Chinese that goes on in Japanese', 'ja', '我们今天一起去公园散步吧天气很好ですね', 'zh'],
    ['Korean words in Chinese', 'zh', '她用韓語說 안녕하세요 來問候客人', 'mixed'],
    ['a word tells no more than its script', 'zh', 'はい。', 'Hira'],
    [
      'most of it in a third language',
      'zh',
      `We are all going to the park today. ${japanese.slice(0, 8)}`,
      'Latn',
    ],
    ['a slip', 'zh', '请看这个方法：이제 알았습니다. 结论是还没有更新。', 'mixed'],
  ];
  for (const [why, language, text, state] of cases) {
    it(`${why}, in ${language}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(stateOf(run(language, text))).to.equal(state);
    });
  }

  it('lists nothing that belongs to the language that the text is in', () => {
    for (const [language, text] of [
      ['zh-Hans', japanese],
      ['ja', traditional],
      ['zh', hanja],
      ['ko', japanese],
    ] as const)
      expect(run(language, text).findings, `${language} ${text}`).to.deep.equal([]);
  });

  it('still finds what belongs to neither', () => {
    const { findings } = run('zh', `${japanese}Привет`);
    expect(findings.map(({ text, script }) => `${script} ${text}`)).to.deep.equal(['Cyrl Привет']);
  });
});

describe('real answers taken for answers to questions in another language', () => {
  before(function () {
    needsData(this);
  });

  /** Answers that are clean in their own language, and long enough to tell. */
  function clean(language: LanguageTag, texts: readonly string[]): string[] {
    return texts.filter(
      (text) =>
        (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 20 && stateOf(run(language, text)) === 'clean',
    );
  }
  function responses(language: LanguageTag): string[] {
    const rows = ['gpt-3.5-turbo', 'command-r'].flatMap((file): Record<string, string>[] =>
      parse(readFileSync(join(data, 'lcb', `${file}.csv`)), { columns: true, bom: true }),
    );
    return rows.flatMap((row) => (row.language === language ? [row.completion ?? ''] : []));
  }
  function others(file: string): string[] {
    const lines = gunzipSync(readFileSync(join(data, 'real', `${file}.jsonl.gz`)))
      .toString()
      .split('\n');
    return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { text: string }).text);
  }

  function shareIn(expected: string, asked: LanguageTag, texts: readonly string[]): number {
    return texts.filter((text) => stateOf(run(asked, text)) === expected).length / texts.length;
  }

  it('are in the wrong language in 98 of 100', () => {
    const ja = [...clean('ja', responses('ja')), ...clean('ja', others('ja-frontier').slice(0, 800))];
    const zh = clean('zh-Hans', responses('zh'));
    expect(ja.length).to.be.above(1000);
    expect(zh.length).to.be.above(500);
    for (const asked of ['zh', 'zh-Hans', 'zh-Hant'])
      expect(shareIn('ja', asked, ja), asked).to.be.above(0.98);
    expect(shareIn('zh', 'ja', zh)).to.be.above(0.98);
    expect(shareIn('Hans', 'zh-Hant', zh)).to.be.above(0.98);
  });
});
