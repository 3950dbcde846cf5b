import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { readPromptFile } from '../../../prompts/index.js';
import { data, needsData } from '../../support/needs.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { rejected } from '../../support/rejected.js';
import { reasons, rowsOf } from '../../support/rows.js';

const ROWS = [
  { text: '今日は晴れです。', language: 'ja', model: 'm' },
  { text: '明日は雨です。', language: 'ja', model: 'm' },
];
const JSONL = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');

/** These rows, with a space behind each colon and comma, by zstd 1.5. */
const ZSTD =
  'KLUv/SSHlQIA9AN7InRleHQiOiAi5LuK5pel44Gv5pm044KM44Gn44GZ44CCIiwgImxhbmd1YWdlamFtb2RlbG0ifQrmmI7pm6gGABXBDMADCUtkmq5p2MtSZT9Nz10=';

describe('logs as they lie', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function file(name: string, content: string | Buffer): string {
    const path = join(folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  const answers = ({ responses }: Awaited<ReturnType<typeof rowsOf>>) =>
    responses.map(({ channels }) => channels.answer);
  const both = ROWS.map(({ text }) => text);
  const zstd = Buffer.from(ZSTD, 'base64');

  const packed: Readonly<Record<string, Buffer>> = {
    'by gzip': gzipSync(JSONL),
    'by gzip, a JSON list': gzipSync(JSON.stringify(ROWS, null, 2)),
    'by gzip, in two parts': Buffer.concat(JSONL.split(/(?<=\n)/).map((line) => gzipSync(line))),
    'by Zstandard': zstd,
    'by Zstandard behind a frame to be skipped': Buffer.concat([
      Buffer.from('502a4d1804000000deadbeef', 'hex'),
      zstd,
    ]),
  };
  for (const [how, bytes] of Object.entries(packed))
    it(`are unpacked ${how}, whatever they are called`, async () => {
      expect(answers(await rowsOf(file('a', bytes)))).to.deep.equal(both);
    });

  it('are one error where they are cut off or damaged', async () => {
    for (const bytes of [gzipSync(JSONL).subarray(0, 60), zstd.subarray(0, 60)])
      expect((await rejected(rowsOf(file('a', bytes)))).message).to.match(
        /\/a: the compressed file is damaged or cut off; copy or write it again, or name what (?:gunzip|zstd -d) makes of it$/,
      );
    const inner = gzipSync(Buffer.from('PAR1....PAR1'));
    expect((await rejected(rowsOf(file('a', inner)))).message).to.match(
      /\/a: there is a Parquet file in it; unpack it$/,
    );
  });

  it('hold prompts as well, whose ids and forms are by the name behind the packing', async () => {
    const path = file('p.csv.gz', gzipSync('prompt,language\n天気は？,ja\n'));
    expect(await readPromptFile(path)).to.deep.equal([
      { id: 'p-2', language: 'ja', messages: [{ role: 'user', content: '天気は？' }] },
    ]);
  });

  it('are refused where one is given packed and not', async () => {
    const paths = [file('a.jsonl', JSONL), file('b.jsonl.gz', gzipSync(JSONL))];
    expect((await rejected(rowsOf(paths))).message).to.match(
      /b\.jsonl\.gz: the file holds the same as .*a\.jsonl; /,
    );
  });

  it('are those of a folder, without what lies beside them, which is said', async () => {
    file('run/b.jsonl', JSONL);
    file('run/sub/a.jsonl.gz', gzipSync(`${JSON.stringify({ ...ROWS[0], text: '三' })}\n`));
    file('run/question.jsonl', '{"question_id": 1, "turns": ["天気は？"]}\n');
    file('run/scores.json', '{"results": {"a": 1}, "config": {}}');
    file('run/empty.jsonl', '');
    file('run/README.md', '# text');
    file('run/.cache/c.jsonl', JSONL);
    const rows = await rowsOf(join(folder.path, 'run'));
    expect([answers(rows), rows.notes]).to.deep.equal([
      [...both, '三'],
      [
        `${join(folder.path, 'run')}: without responses, passed over: empty.jsonl, question.jsonl, scores.json`,
      ],
    ]);
    const { stdout, code } = await offscript(folder.path, ['score', 'run']);
    expect(`${code},${stdout}`).to.match(/^0,runs\/run-[0-9a-f]{8}\n$/);
  });

  it('are one error where a folder has none, or one of them is in another encoding', async () => {
    file('none/README.md', '# text');
    expect((await rejected(rowsOf(join(folder.path, 'none')))).message).to.match(
      /none: there is no file with responses in the folder$/,
    );
    file(
      'some/a.jsonl',
      Buffer.from(
        '{"text": "Heute ist es schön, aber kälter, und später regnet es über Köln."}\n'.repeat(8),
        'latin1',
      ),
    );
    expect((await rejected(rowsOf(join(folder.path, 'some')))).message).to.include('likely in windows-1252');
  });

  it('of a JSON list lose what is cut off, and say it', async () => {
    const rows = await rowsOf(file('a.json', JSON.stringify(ROWS).slice(0, -20)));
    expect([answers(rows), reasons(rows)]).to.deep.equal([
      [both[0]],
      ['a.json: row 2: the document is cut off here'],
    ]);
  });

  it('are the published answers as their files came', async function () {
    needsData(this);
    const { responses, unread } = await rowsOf(`${data}/real/ja-frontier.jsonl.gz`);
    expect([responses.length, unread.length]).to.deep.equal([2099, 0]);
    expect(new Set(responses.map(({ target }) => target)).size).to.equal(15);
  });
});
