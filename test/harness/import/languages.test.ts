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

  /** Names in one column, with the language that is named on the command line; the tags that they are taken for, and what is said. */
  const columns: readonly (readonly [string, string | undefined, string, RegExp?])[] = [
    ['cs python java', 'en', 'en en en', /"cs" is C#, not Czech, as "python" beside it says$/],
    ['cs sh go', 'en', 'en en en', /"cs" is C#.*"sh" is shell, not Serbian/s],
    ['C# Go Shell', 'en', 'en en en'],
    ['cs python', undefined, '', /"cs" is C#, not Czech/],
    ['cs de pl', undefined, 'cs de pl'],
    ['cs de pl', 'en', 'cs de pl'],
    ['cs cs', undefined, 'cs cs'],
    ['cs cs', 'en', 'cs cs', /"cs" is taken for Czech; where it is C#, leave it out/],
    ['cs python de', 'en', 'cs en de', /"cs" is taken for Czech, though "python" stands beside it;/],
    ['ml ts ko', undefined, 'ml ts ko'],
    ['ml ts java', 'en', 'en en en', /"ml" is OCaml, not Malayalam/],
    ['lua fr', undefined, 'lua fr'],
    ['css en', 'ja', 'ja en'],
    ['Czech', 'en', 'cs'],
  ];
  for (const [names, option, expected, said] of columns)
    it(`is told from one of computers by its column: ${names}${option === undefined ? '' : `, and ${option}`}`, async () => {
      const { responses, notes } = await read(names.split(' '), option);
      expect(responses.map(({ language }) => language).join(' ')).to.equal(expected);
      if (said === undefined) expect(notes).to.deep.equal([]);
      else expect(notes.join('\n')).to.match(said);
    });

  it('is looked for in the field that --language names, too', async () => {
    const path = join(folder.path, 'a.jsonl');
    const rows = ['cs', 'python'].map((kind) => JSON.stringify({ text: 'x', model: 'm', kind }));
    writeFileSync(path, rows.join('\n'));
    const read = await rowsOf(path, { language: 'kind' });
    expect(reasons(read)[0]).to.equal(
      'a.jsonl:1: "cs" is a language of computers here; --language gives that of the text',
    );
  });
});
