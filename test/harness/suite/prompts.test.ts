import { join } from 'node:path';
import { expect } from 'chai';
import { loadSuite } from '../../../harness/suite/index.js';
import { givenId } from '../../../store/index.js';
import { folderWith } from '../../support/offscript.js';

/** Languages and ids of what a suite with this source of prompts asks. */
async function asked(source: string): Promise<string[]> {
  const folder = folderWith({
    's.yaml': `targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m }]\nprompts: [${source}]\n`,
  });
  try {
    const { prompts } = await loadSuite(join(folder.path, 's.yaml'));
    return prompts.map(({ language, id }) => `${language} ${id}`);
  } finally {
    folder.remove();
  }
}

describe('languages in a suite', () => {
  const cases = [
    ['{ language: ZH-hant, sample: 3 }', '{ language: zh-Hant, sample: 3 }'],
    ['{ pack: regressions, languages: [zh-hans, KO] }', '{ pack: regressions, languages: [zh-Hans, ko] }'],
    [
      '{ language: ja, sample: 3, cross_lingual: { to: [JA, KO], instruction_language: ZH-hant } }',
      '{ language: ja, sample: 3, cross_lingual: { to: [ja, ko], instruction_language: zh-Hant } }',
    ],
    ['{ language: Japanese, sample: 3 }', '{ language: ja, sample: 3 }'],
    ['{ language: jpn_Jpan, sample: 3 }', '{ language: ja, sample: 3 }'],
    ['{ language: ja-JP, sample: 3 }', '{ language: ja, sample: 3 }'],
    ['{ pack: regressions, languages: [zh_CN, 한국어] }', '{ pack: regressions, languages: [zh-Hans, ko] }'],
  ] as const;
  for (const [written, meant] of cases)
    it(`may be written in other ways: ${written}`, async () => {
      expect(await asked(written)).to.deep.equal(await asked(meant)).and.not.to.be.empty;
    });
});

describe('prompts of a suite', () => {
  const line = (id: string, language: string, text: string): string =>
    `${JSON.stringify({ id, language, text })}\n`;

  async function load(sources: string, files: Readonly<Record<string, string>>) {
    const folder = folderWith({
      ...files,
      's.yaml': `targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m }]\nprompts: [${sources}]\n`,
    });
    try {
      return (await loadSuite(join(folder.path, 's.yaml'))).prompts;
    } finally {
      folder.remove();
    }
  }

  const three = line('1', 'ja', '東京は？') + line('1', 'German', 'Berlin?') + line('1', 'ko_KR', '서울은?');

  it('may have one id in several languages, and each has one of its own', async () => {
    const prompts = await load('{ file: p.jsonl }', { 'p.jsonl': three });
    expect(prompts.map(({ language }) => language)).to.deep.equal(['ja', 'de', 'ko']);
    expect(new Set(prompts.map(({ id }) => id)).size).to.equal(3);
    // What `score` gives it in a log of the same prompts.
    expect(prompts.map((prompt) => givenId(prompt))).to.deep.equal(['1', '1', '1']);
    expect(prompts[0]?.id).to.equal('1');
  });

  it('may have it in several files, or twice the same', async () => {
    const [first = '', ...rest] = three.split(/(?<=\n)/);
    const sources = '{ file: one.jsonl }, { file: two.jsonl }, { file: p.jsonl }';
    const files = { 'one.jsonl': first, 'two.jsonl': rest.join(''), 'p.jsonl': three };
    expect(await load(sources, files)).to.deep.equal(await load('{ file: p.jsonl }', files));
  });

  it('may have it in what is made of them', async () => {
    const crossing = '{ file: p.jsonl, cross_lingual: { to: [fr], place: [end] } }';
    const prompts = await load(crossing, { 'p.jsonl': three });
    expect(new Set(prompts.map(({ id }) => id)).size)
      .to.equal(prompts.length)
      .and.to.be.at.least(3);
  });

  it('may not have it for two questions in one language, also where its tag is written otherwise', async () => {
    for (const files of [
      { 'p.jsonl': line('1', 'ja', '東京は？') + line('1', 'Japanese', '京都は？'), 'q.jsonl': three },
      { 'p.jsonl': three, 'q.jsonl': line('1', 'de', 'Bonn?') },
    ]) {
      const loaded = load('{ file: p.jsonl }, { file: q.jsonl }', files).then(
        () => 'loaded',
        (error: Error) => error.message,
      );
      expect(await loaded).to.match(/the id "1"/);
    }
  });
});
