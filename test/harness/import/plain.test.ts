import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { folderWith, offscript } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { reasons, rowsOf } from '../../support/rows.js';

const json = (...rows: unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('rows of any fields', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder.path, name);
    writeFileSync(path, content);
    return path;
  }

  const brief = ({ responses }: Awaited<ReturnType<typeof rowsOf>>) =>
    responses.map(({ target, language, channels, messages }) => [
      target,
      language,
      channels.answer,
      messages?.map(({ content }) => content).join('|'),
    ]);

  const nested = {
    meta: { lang: 'ko', 'model.name': 'm1' },
    turns: [{ said: '날씨는?' }],
    result: { choices: [{ text: '맑습니다.' }] },
  };
  const paths = {
    text: 'result.choices.0.text',
    language: 'meta.lang',
    target: 'checkpoint-c',
    prompt: 'turns.0.said',
  };

  it('have their fields by dotted paths in JSONL', async () => {
    const rows = await rowsOf(file('a.jsonl', json(nested)), paths);
    expect(brief(rows)).to.deep.equal([['checkpoint-c', 'ko', '맑습니다.', '날씨는?']]);
  });

  it('are in one language however its tag is written', async () => {
    const written = ['JA', 'ja', 'zh-hans'].map((language) => json({ text: '晴れ', language, model: 'm' }));
    const { responses } = await rowsOf(file('a.jsonl', written.join('\n')), {});
    expect(responses.map(({ language }) => language)).to.deep.equal(['ja', 'ja', 'zh-Hans']);
  });

  it('have their fields by the usual names, in JSONL, CSV, tables with semicolons or tabs, and Parquet', async () => {
    const rows = [
      { id: '1', model: 'm', language: 'ja', prompt: '天気は？', text: '晴れ、です。' },
      { id: '2', model: 'm', language: 'ko', prompt: '날씨는?', text: '' },
    ];
    const table = (separator: string, end: string): string =>
      [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map((value) => `"${value}"`))]
        .map((cells) => cells.join(separator))
        .join(end);
    const columnData = ['id', 'model', 'language', 'prompt', 'text'].map((name) => ({
      name,
      data: rows.map((row) => row[name as keyof typeof row]),
      type: 'STRING' as const,
    }));
    const files = {
      'a.jsonl': `\ufeff${json(...rows).replaceAll('\n', '\r\n\r\n')}`,
      'a.txt': table(',', '\r\n'),
      'a.csv': `\ufeff${table(';', '\n')}\n`,
      'a.tsv': table('\t', '\n'),
      'a.parquet': new Uint8Array(parquetWriteBuffer({ columnData })),
    };
    for (const [name, content] of Object.entries(files)) {
      const read = await rowsOf(file(name, content));
      expect(read.unread, name).to.deep.equal([]);
      expect(brief(read), name).to.deep.equal([
        ['m', 'ja', '晴れ、です。', '天気は？'],
        ['m', 'ko', '', '날씨는?'],
      ]);
    }
  });

  it('have nested fields, numbers and several groups of rows in Parquet', async () => {
    const columnData = [
      { name: 'n', data: [1n, 2n, 3n], type: 'INT64' as const },
      { name: 'r', data: [{ said: 'やあ' }, { said: 'はい' }, { other: 1 }], type: 'JSON' as const },
    ];
    const path = file('a.parquet', new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 2 })));
    const read = await rowsOf(path, { text: 'r.said', language: 'ja', target: 'n' });
    expect(brief(read)).to.deep.equal([
      ['1', 'ja', 'やあ', undefined],
      ['2', 'ja', 'はい', undefined],
    ]);
    expect(reasons(read)).to.deep.equal([
      'a.parquet: row 3: the row has no field "r.said" (it has "n", "r"); --text names it',
    ]);
  });

  it('without a column for the response are told with the columns that there are, in Parquet too', async () => {
    const columnData = [{ name: 'score', data: [1n], type: 'INT64' as const }];
    const path = file('a.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
    for (const [options, field] of [
      [{}, 'for the response'],
      [{ text: 'said' }, '"said"'],
    ] as const)
      expect((await rejected(rowsOf(path, options))).message).to.equal(
        `${path}: the Parquet file has no column ${field} (it has "score"); name the column of the responses with --text`,
      );
  });

  it('take the field before --language and --target, and these before nothing', async () => {
    const path = file(
      'a.jsonl',
      json({ text: 'a', lang: 'de', model: 'm' }, { text: 'b' }, { text: 'c', language: '', model: null }),
    );
    expect(
      brief(await rowsOf(path, { language: 'ja', target: 't' })).map((row) => row.slice(0, 3)),
    ).to.deep.equal([
      ['m', 'de', 'a'],
      ['t', 'ja', 'b'],
      ['t', 'ja', 'c'],
    ]);
  });

  it('are counted and named where they are of a wrong type, and the rest goes on', async () => {
    const path = file(
      'a.jsonl',
      [
        json({ text: 5, language: 'ja', model: 'm' }),
        json({ text: '一', language: 7, model: 'm' }),
        json({ text: '二', language: 'ja', model: {} }),
        '[1, 2]',
        'null',
        '{"text": "三"',
        '{"text": "四", "language": "ja", "model": "m", "score": NaN}',
        json({ text: null, language: 'ja', model: 'm' }),
        json({ text: '\ud800五', language: 'ja', model: 'm', __proto__: { x: 1 } }),
        json({ text: [{ type: 'text', text: '六' }, { type: 'image' }], language: 'ja', model: 'm' }),
        json({ language: 'ja', model: 'm' }),
      ].join('\n'),
    );
    const rows = await rowsOf(path);
    expect(rows.responses.map(({ channels }) => channels.answer)).to.deep.equal([
      '四',
      null,
      '\ud800五',
      '六',
    ]);
    expect(reasons(rows)).to.deep.equal([
      'a.jsonl:1: the text is of another type than text',
      'a.jsonl:2: no policy for the language "7" (offscript languages lists them)',
      'a.jsonl:3: the row names no model; --target gives one',
      'a.jsonl:4: the row is no object with fields',
      'a.jsonl:5: the row is no object with fields',
      'a.jsonl:6: the line is not JSON',
      'a.jsonl:11: the row has no field for the response (it has "language", "model"); --text names it',
    ]);
  });

  it('may have a line of any length, of which only so much is held', async () => {
    const row = json({ text: '一', language: 'ja', model: 'm' });
    const path = file('a.jsonl', `${row}\n{"text": "${'x'.repeat(80 << 20)}"}\n${row}\n`);
    // A gibibyte more that takes no space on the disk.
    truncateSync(path, statSync(path).size + (1 << 30));
    const before = process.memoryUsage().rss;
    const rows = await rowsOf(path);
    expect(process.memoryUsage().rss - before).to.be.below(512 << 20);
    expect(rows.responses.length).to.equal(2);
    expect(reasons(rows)).to.deep.equal([
      'a.jsonl:2: the line is longer than 64 MiB',
      'a.jsonl:4: the line is longer than 64 MiB',
    ]);
  });

  it('are left out of a CSV where it is malformed, and the rest goes on', async () => {
    const path = file(
      'a.csv',
      'text,language,model\n一,ja,m\n二,ja\n三,ja,m,more\n四,ja,m\n"五",ja,m\n"六,ja,m\n七,ja,m\n"八",ja,m\n九,ja,m\n"十,ja,m\n零,ja,m\n',
    );
    const rows = await rowsOf(path);
    expect(rows.responses.map(({ channels }) => channels.answer)).to.deep.equal(['一', '四', '五', '九']);
    expect(reasons(rows)).to.deep.equal([
      'a.csv:3: malformed CSV: the record has more or fewer fields than the header',
      'a.csv:4: malformed CSV: the record has more or fewer fields than the header',
      'a.csv:7: malformed CSV: text after a closing quote; lines 7 to 9 are lost',
      'a.csv:11: malformed CSV: a quote is never closed; lines 11 to 12 are lost',
    ]);
  });

  it('may be nested as deep as they like', async () => {
    const deep = (text: string): string => `${'['.repeat(100_000)}${text}${']'.repeat(100_000)}`;
    const row = `"id": 1, "language": "ja", "model": "m"`;
    const content = deep('"一"');
    const lines = file(
      'a.jsonl',
      `{${row}, "text": ${content}}\n{${row}, "text": "一", "prompt": ${content}, "x": ${content}}\n`,
    );
    const rows = await rowsOf(lines);
    expect(rows.responses.map(({ channels }) => channels.answer)).to.deep.equal(['一']);
    expect(reasons(rows)).to.deep.equal(['a.jsonl:1: the text is of another type than text']);
    const output = `{"response": {"output": ${content}}, "provider": "m", "prompt": {}, "vars": {"language": "ja"}, "success": true}`;
    expect(reasons(await rowsOf(file('b.jsonl', output)))).to.deep.equal([
      'b.jsonl:1: the row holds neither an output nor an error',
    ]);
    const log = `{"version": 2, "eval": {"model": "m"}, "samples": [{"id": 1, "metadata": {"language": "ja"}, "input": ${content},
      "output": {"choices": [{"message": {"content": "一"}}]}}]}`;
    expect((await rowsOf(file('c.json', log))).responses.length).to.equal(1);
  });

  it('tell by exit code 3 and on standard error how many could not be read, the first of them by place', async () => {
    const bad = Array.from({ length: 8 }, () => 'not json');
    file('a.jsonl', [json({ text: '一', language: 'ja', model: 'm' }), ...bad].join('\n'));
    const { code, stderr, stdout } = await offscript(folder.path, ['score', 'a.jsonl', '-o', 'run']);
    expect([code, stdout]).to.deep.equal([3, 'run\n']);
    expect(stderr.split('\n').slice(0, 4)).to.deep.equal([
      '1 sample of 1 target, read from "text"',
      'offscript: warning: 8 rows could not be read and are left out',
      '  a.jsonl:2: the line is not JSON; write one object a line',
      '  a.jsonl:3: the line is not JSON; write one object a line',
    ]);
    expect(stderr).to.match(/\n {2}and 3 more\n$/);
  });

  const whole: Readonly<Record<string, { content: string | Uint8Array; words?: string[]; says: RegExp }>> = {
    'an empty file': { content: '', says: /^offscript: a: the file is empty$/ },
    'a file that gzip began to write': {
      content: Buffer.from([0x1f, 0x8b, 8, 0]),
      says: /the compressed file is damaged or cut off; copy or write it again, or name what gunzip makes of it$/,
    },
    'a picture': {
      content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      says: /^offscript: a: the file is neither text nor a ZIP or Parquet file$/,
    },
    prose: {
      content: 'Dear reader\n',
      says: /the content is of no format that is known; name one with --from$/,
    },
    'Parquet that is cut off': { content: 'PAR1xxxx', says: /the Parquet file is damaged or cut off; / },
    'a format that there is not': {
      content: '{}',
      words: ['--from', 'xml'],
      says: /^offscript: --from: there is no format "xml"; the formats are lm-eval, /,
    },
    'no row that can be read': {
      content: '{"text": "a", "model": "m"}\n{}\n',
      says: /^offscript: a:1: the row names no language; --language gives one \(1 more rows cannot be read either\)$/,
    },
    'a language that is neither a tag nor a field': {
      content: '{"text": "a", "model": "m"}',
      words: ['--language', 'sprache'],
      says: /^offscript: a:1: the row has no language in the field "sprache"$/,
    },
    'a CSV without a text': {
      content: 'a,b\n1,2\n',
      says: /^offscript: a: the CSV has no column for the response \(it has ".*"\); name the column of the responses with --text$/,
    },
    'a file named twice': {
      content: '{"text": "a", "model": "m"}',
      words: ['./a'],
      says: /^offscript: \.\/a: the file is named twice$/,
    },
    'a JSON list of other things': {
      content: '[\n{"score": 1, "n": 2}\n]',
      says: /^offscript: a: row 1: the row has no field for the response \(it has "score", "n"\); --text names it$/,
    },
  };
  for (const [name, { content, words = [], says }] of Object.entries(whole)) {
    it(`are one clear error with exit code 2: ${name}`, async () => {
      file('a', content);
      const { code, stderr, stdout } = await offscript(folder.path, ['score', 'a', ...words]);
      expect(stderr.trimEnd()).to.match(says);
      expect([code, stdout, stderr.trimEnd().split('\n').length]).to.deep.equal([2, '', 1]);
    });
  }
});
