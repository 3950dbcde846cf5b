import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FileOptions, readPromptFile, readPrompts } from '../../prompts/index.js';
import { collect } from '../support/collect.js';
import { data, needsData } from '../support/needs.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';

async function withFile<T>(name: string, text: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = folderWith({ [name]: text });
  try {
    return await use(join(folder.path, name));
  } finally {
    folder.remove();
  }
}

const read = (name: string, text: string, options?: FileOptions) =>
  withFile(name, text, (path) => readPromptFile(path, options));

/** `line: what is wrong`, for each record. */
const outcomes = (name: string, text: string) =>
  withFile(name, text, async (path) =>
    (await collect(readPrompts(path, { language: 'ja' }))).map((one) => {
      const place = one.where.slice(path.length + 1);
      return one.kind === 'prompt' ? `${place} ${one.prompt.id}` : one.error.message.replace(path, '');
    }),
  );

const PROMPTS = [
  {
    id: 'a',
    language: 'ja',
    messages: [{ role: 'user', content: '一つ目、\n「二行」' }],
    tags: ['story', 'team:x'],
    allow: ['Visual Studio', 'PC'],
  },
  { id: 'b', language: 'ko', messages: [{ role: 'user', content: '둘째' }], exempt: false },
];

describe('a file of prompts', () => {
  it('is the same as JSONL, JSON, CSV and YAML', async () => {
    const jsonl =
      '{"id":"a","text":"一つ目、\\n「二行」","tags":["story","team:x"],"allow":["Visual Studio","PC"]}\n\n' +
      '{"id":"b","language":"ko","prompt":"둘째","exempt":false}\n';
    const csv =
      'id,prompt,language,tags,allow,exempt\r\na,"一つ目、\n「二行」",,story team:x,Visual Studio; PC,\r\nb,둘째,ko,,,false\r\n';
    const yaml = `- id: a
  text: |-
    一つ目、
    「二行」
  tags: [story, team:x]
  allow: [Visual Studio, PC]
- { id: b, language: ko, prompt: 둘째, exempt: false }
`;
    for (const [name, text] of [
      ['p.jsonl', jsonl],
      ['p.json', `\n[${jsonl.trimEnd().replace('\n\n', ',\n')}]\n`],
      ['p.csv', `\ufeff${csv}`],
      ['p.yaml', yaml],
      ['p.yml', `prompts:\n${yaml}`],
    ] as const)
      expect(await read(name, text, { language: 'ja' }), name).to.deep.equal(PROMPTS);
  });

  it('may call text and messages by one name', async () => {
    const messages = [
      { role: 'system', content: '短く答えて。' },
      { role: 'user', content: '天気は？' },
    ];
    const [prompt] = await read('p.jsonl', JSON.stringify({ prompt: messages }), { language: 'ja' });
    expect(prompt).to.deep.equal({ id: 'p-1', language: 'ja', messages });
  });

  it('may call its fields otherwise', async () => {
    const rows = '{"q":{"text":"天気は？"},"n":7,"lang":"ja","topic":"weather:x"}\n';
    const fields = { text: 'q.text', id: 'n', language: 'lang', tags: 'topic' };
    expect(await read('p.jsonl', rows, { fields })).to.deep.equal([
      { id: '7', language: 'ja', messages: [{ role: 'user', content: '天気は？' }], tags: ['weather:x'] },
    ]);
    // What is not named keeps its name, and lists are cut as in the columns of those names.
    const lists = 'Frage,language,labels\n天気は？,ja,"story, x:y"\n';
    expect((await read('q.csv', lists, { fields: { text: 'Frage', tags: 'labels' } }))[0]).to.deep.include({
      language: 'ja',
      tags: ['story', 'x:y'],
    });
    const csv = 'no,Frage\n1,天気は？\n';
    expect((await read('p.csv', csv, { language: 'ja', fields: { text: 'Frage' } }))[0]?.id).to.equal('p-2');
  });

  it('is never asked what stands in another field than the one that is named', async () => {
    const csv = 'question,text,language,lang\n天気は？,Note,en,ja\n,Note,en,\n';
    expect((await rejected(read('p.csv', csv, { fields: { text: 'quest' } }))).message).to.match(
      /p\.csv:2: there is no field "quest", or it is empty; name the field that is asked$/,
    );
    const outcome = await withFile('p.csv', csv, async (path) => {
      const read = await collect(
        readPrompts(path, { language: 'ko', fields: { text: 'text', language: 'lang' } }),
      );
      return read.map((one) => one.kind === 'prompt' && one.prompt.language);
    });
    expect(outcome).to.deep.equal(['ja', 'ko']);
  });

  it('may have null, and spaces around a language, as tables have them', async () => {
    const row =
      '{"id":null,"text":"一","prompt":null,"messages":null,"language":null,"tags":null,"note":null}';
    expect(await read('p.jsonl', row, { language: 'ja' })).to.deep.equal([
      { id: 'p-1', language: 'ja', messages: [{ role: 'user', content: '一' }] },
    ]);
    expect((await read('p.yaml', '- text: 一\n  tags:\n  language: ja\n'))[0]).not.to.have.property('tags');
    expect((await read('p.csv', 'text, language\n一, ja\n'))[0]?.language).to.equal('ja');
  });

  it('has objects alone', async () => {
    for (const row of ['null', '42', '"一"', '[[{"text":"一"}]]'])
      expect(await outcomes('p.jsonl', row), row).to.deep.equal([
        ':1: a prompt must be an object; write one with "text" and "language"',
      ]);
  });

  it('names the line of every record, and of what is wrong with it', async () => {
    expect(await outcomes('p.jsonl', '{"text":"一"}\nno\n\n{"text":""}\n{"text":"二"}')).to.deep.equal([
      '1 p-1',
      ':2: the line is not JSON; write one object a line',
      ':4: field "text": must not be empty',
      '5 p-5',
    ]);
    expect(await outcomes('p.csv', 'id,text\na,"一\n二"\n,\nb,三\n')).to.deep.equal([
      '2 a',
      ':4: the prompt has neither "text" nor "messages"',
      '5 b',
    ]);
    expect(
      await outcomes(
        'p.yaml',
        '# mine\n- text: 一\n\n- { text: 二, language: x_y }\n- { text: [1] }\n- text: 三\n',
      ),
    ).to.deep.equal([
      '2 p-2',
      ':4: "x_y" is no language tag; use BCP 47, such as ja or zh-Hans',
      ':5: field "text": Invalid type: Expected string but received Array',
      '6 p-6',
    ]);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['p.csv', 'id,text\na,"open\n', /^:2: malformed CSV: a quote is never closed$/],
    ['p.yaml', '- text: [open\n', /^:\d+: malformed YAML or JSON: /],
    ['p.yaml', 'text: a\n', /^:1: the file holds no list of prompts; /],
    ['p.yaml', '- text: *nobody\n', /^:1: malformed YAML or JSON: /],
  ];
  for (const [name, text, says] of broken)
    it(`that is broken is one error with its place: ${JSON.stringify(text)}`, async () => {
      const [first, ...more] = await outcomes(name, text);
      expect(first).to.match(says);
      expect(more).to.deep.equal([]);
    });

  it('that is CSV has its other records where one has too many fields, a wrong quote, or blank lines before it', async () => {
    const csv = 'id,text\na,一\n\n\nb,二,三\nc,四\ne,六\n"d"x,五\n';
    expect(await outcomes('p.csv', csv)).to.deep.equal([
      '2 a',
      ':5: malformed CSV: the record has more or fewer fields than the header',
      '6 c',
      '7 e',
      ':8: malformed CSV: text after a closing quote',
    ]);
  });

  it('that is CSV names a broken record once, by the line that it begins on, and the lines that are lost with it', async () => {
    expect(await outcomes('p.csv', 'id,text\na,一\n\nb,"二\nc,三\nd,四\n')).to.deep.equal([
      '2 a',
      ':4: malformed CSV: a quote is never closed; lines 4 to 6 are lost',
    ]);
    expect(await outcomes('p.csv', 'id,text\na,say "a" and "b"\nb,二\n')).to.deep.equal([
      ':2: malformed CSV: a quote in a field that does not begin with one',
      '3 b',
    ]);
    expect(await outcomes('p.csv', 'id,text\r\na,"一\r\n二",x\r\nb,三\r\n')).to.deep.equal([
      ':2: malformed CSV: the record has more or fewer fields than the header; lines 2 to 3 are lost',
      '4 b',
    ]);
  });

  it('that is YAML may have merge keys', async () => {
    const yaml = '- &a { id: a, language: ko, text: 하나 }\n- { <<: *a, id: b }\n';
    expect((await read('p.yaml', yaml)).map(({ id, language }) => [id, language])).to.deep.equal([
      ['a', 'ko'],
      ['b', 'ko'],
    ]);
  });

  it('that is CSV may have semicolons or tabs', async () => {
    for (const delimiter of [';', '\t']) {
      const csv = `id,prompt,language\na,一、二, 三,ja`.replaceAll(/,(?! )/g, delimiter);
      expect((await read('p.csv', csv))[0]?.messages[0]?.content).to.equal('一、二, 三');
    }
  });

  it('keeps white space at the ends of what is asked', async () => {
    expect(
      (await read('p.jsonl', '{"text":" 一\\n"}', { language: 'ja' }))[0]?.messages[0]?.content,
    ).to.equal(' 一\n');
  });

  it('in another encoding than UTF-8 is one error', async () => {
    const folder = folderWith({});
    try {
      const path = join(folder.path, 'p.csv');
      writeFileSync(
        path,
        Buffer.from(`prompt,language\n${'K\xe4se f\xfcr K\xf6ln,de\n'.repeat(12)}`, 'latin1'),
      );
      expect((await rejected(readPromptFile(path))).message).to.match(
        /p\.csv: the file is not in UTF-8, but likely in [\w-]+; save it as UTF-8$/,
      );
    } finally {
      folder.remove();
    }
  });

  it('may hold no id twice', async () => {
    const rows = '{"id":"a","text":"一"}\n{"id":"a","text":"二"}\n';
    expect((await rejected(read('p.jsonl', rows, { language: 'ja' }))).message).to.match(
      /p\.jsonl:2: the id "a" stands at .*p\.jsonl:1 too; give each prompt its own$/,
    );
  });

  it('may be the archive of the Language Confusion Benchmark, whose ids are those of its responses', async function () {
    needsData(this);
    const prompts = await readPromptFile(join(data, 'lcb/test_sets.zip'));
    expect(prompts.length).to.equal(
      prompts.filter(({ tags }) => tags?.includes('lcb:monolingual') || tags?.includes('lcb:crosslingual'))
        .length,
    );
    expect(new Set(prompts.map(({ id }) => id)).size).to.equal(prompts.length);
    const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]));
    expect(byId.get('monolingual/native_prompts/ko/0')).to.deep.equal({
      id: 'monolingual/native_prompts/ko/0',
      language: 'ko',
      messages: [{ role: 'user', content: '열기구는 어떻게 작동하는가?' }],
      tags: ['lcb:monolingual', 'lcb:native_prompts'],
    });
    expect(byId.get('crosslingual/okapi/ja/0')?.tags).to.deep.equal([
      'cross-lingual',
      'lcb:crosslingual',
      'lcb:okapi',
      'lcb:start',
    ]);
  });
});
