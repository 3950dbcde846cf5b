import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';

describe('the language of a row', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  const read = (languages: readonly unknown[], language?: string) => {
    const path = join(folder.path, 'a.jsonl');
    const rows = languages.map((own) => `${JSON.stringify({ text: 'x', model: 'm', language: own })}\n`);
    writeFileSync(path, rows.join(''));
    return rowsOf(path, language === undefined ? {} : { language });
  };
  const tags = async (...from: Parameters<typeof read>) =>
    (await read(...from)).responses.map(({ language }) => language);

  const written: Readonly<Record<string, readonly string[]>> = {
    ja: [
      'ja',
      'JA',
      'ja-JP',
      'ja_JP',
      'ja_JP.UTF-8',
      'jpn',
      'jpn_Jpan',
      'Japanese',
      ' japanese ',
      '日本語',
      'Japanisch',
    ],
    'zh-Hans': [
      'zh-Hans',
      'zh_CN',
      'zh-CN',
      'cmn_Hans',
      'zho_Hans',
      'zh-SG',
      'Simplified Chinese',
      'Chinese (Simplified)',
      '简体中文',
    ],
    'zh-Hant': [
      'zh-TW',
      'zh_HK',
      'zho_Hant',
      'zh_Hant_TW',
      'Traditional Chinese',
      'Chinese (Traditional)',
      '繁體中文',
    ],
    zh: ['zh', 'Chinese', '中文', 'cmn', 'Mandarin'],
    de: ['deu_Latn', 'de_DE@euro', 'German', 'Deutsch'],
    'de-AT': ['de_AT'],
    pt: ['por_Latn', 'pt-BR', 'Portuguese'],
    ar: ['arb_Arab', 'Arabic'],
    bn: ['ben_Beng', 'Bengali', 'Bangla'],
    fa: ['pes_Arab', 'Persian', 'Farsi'],
    id: ['ind_Latn', 'in', 'Indonesian'],
  };
  for (const [tag, names] of Object.entries(written))
    it(`is ${tag} however it is written`, async () => {
      expect(await tags(names)).to.deep.equal(names.map(() => tag));
    });

  it('may be that of --language, however that is written, where the row names none or a language of computers', async () => {
    const rows = ['python', 'Java', 'lua', 'C++', '', null, 'ko', 'Korean', 'hu'];
    const found = ['ja', 'ja', 'ja', 'ja', 'ja', 'ja', 'ko', 'ko', 'hu'];
    for (const option of ['ja', 'Japanese', 'ja_JP']) expect(await tags(rows, option)).to.deep.equal(found);
  });

  it('is told to be none, with the tag that a country’s code was written for', async () => {
    const rows = await read(['python', 'jp', 'cz', 'unknown']);
    expect(reasons(rows)).to.deep.equal([
      'a.jsonl:1: no policy for the language "python" (offscript languages lists them)',
      'a.jsonl:2: no policy for the language "jp" (Japanese is "ja")',
      'a.jsonl:3: no policy for the language "cz" (Czech is "cs")',
      'a.jsonl:4: no policy for the language "unknown" (offscript languages lists them)',
    ]);
  });

  it('is said once to be another than the one of the country with that code', async () => {
    const { notes, responses } = await read(['kr', 'kr', 'ko']);
    expect(responses.map(({ language }) => language)).to.deep.equal(['kr', 'kr', 'ko']);
    expect(notes).to.deep.equal(['the language "kr" is Kanuri; Korean is "ko"']);
  });
});
