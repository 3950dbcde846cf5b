import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { decompress } from 'fzstd';
import { deflated, METHOD, type Member, zipOf, zstandardBomb } from '../../support/archive.js';
import { data, needsData } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { reasons, rowsOf } from '../../support/rows.js';

/** A sample of 686 bytes that zstd at its usual level made 386 of; its reasoning is a part of the content. */
const ZSTANDARD = Buffer.from(
  'KLUv/WCuAcULAAZUSDpQhTgdSP8bozMzU9nhlSjQxwyxP0dYwgSFdXaOi14v0VlAdj+yW6g2gtUuPjEzEzI+32QbDjiqqsIaNgA4ADkA0lruUuHxs5JaRaXlW7y8kiLvvA4/q0zew3sGHBhxewC+UIaBx18No9YhJL5CVWweIsRTrG8BW+RSea1lrcym1SD3LtMM3BxuC+4Ntwb3A/eEiATirtgodVB8H++j89JKHf6a12KspWbfIvF2VgHtcRPgluDWXJQ4uEOiD4PzdZnucIO4NV0H6Hwj7o/3QQgo8HiZN6LbcIs8pEf4ilq0Wjmzx08Mcx8ct8XbmVXKYCp4xM/LuofcBEmIm9Vu6Vyod3KRE6xee0hZtXIwPSaC6/GWSanXt6vVQwknaeB26AIgIBAcxVjem0JVZUmYdA+xMDLMhNfwWV9jQxiDabhTKHDC0oKSM+ghCdm2yNx4TSsgLkyxk80gAMENyPxvsCg/hgEjHYDgITdWj6Kou1AChPsGvAw=',
  'base64',
);

const HEADER = deflated(
  'header.json',
  JSON.stringify({ version: 2, eval: { task: 'weather', model: 'org/m', run_id: 'r', task_id: 't' } }),
);
const COMPRESSED: Member = {
  name: 'samples/7_epoch_1.json',
  packed: ZSTANDARD,
  method: METHOD.zstandard,
  size: 686,
  crc: 0,
};

const sample = (id: string | number, fields: object = {}): string =>
  JSON.stringify({
    id,
    epoch: 1,
    input: '天気は？',
    metadata: { language: 'ja' },
    messages: [],
    output: {
      model: 'm',
      choices: [{ message: { role: 'assistant', content: '晴れです。' }, stop_reason: 'stop' }],
    },
    ...fields,
  });

describe('logs of Inspect', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(() => folder.remove());

  function logOf(bytes: Buffer | string, name = 'log.eval'): string {
    const path = join(folder.path, name);
    writeFileSync(path, bytes);
    return path;
  }

  it('bring every sample of the real files, archives and documents', async function () {
    needsData(this);
    const counts = {
      '2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval': ['openai/gpt-4o-mini', 10],
      'log_formats.eval': ['ollama/llama3.1', 1],
      'log_formats.json': ['ollama/llama3.1', 1],
      'log_read_sample.eval': ['ollama/gemma3', 1],
      'log_streaming.eval': ['azureai/Meta-Llama-3-1-405B-Instruct-jqf', 4],
      '2025-05-12T20-28-13-04-00_popularity.json': ['openai/gpt-4o-mini', 3],
    };
    for (const [name, expected] of Object.entries(counts)) {
      const { responses, unread } = await rowsOf(join(data, 'logs/inspect', name), { language: 'en' });
      expect(unread, name).to.deep.equal([]);
      expect([responses[0]?.target, responses.length], name).to.deep.equal(expected);
      for (const { channels, messages } of responses) {
        expect(channels.answer?.trim()).to.be.oneOf(['Yes', 'No', 'Yes.', 'No.']);
        expect(messages?.map(({ role }) => role)).to.deep.equal(['system', 'user']);
      }
    }
  });

  it('have members in Zstandard and in deflate, prompts up to the answer, reasoning apart', async () => {
    const crc = 0x0;
    const inner = { ...COMPRESSED, crc };
    const wrong = await rowsOf(logOf(zipOf([inner, HEADER])));
    expect(reasons(wrong)).to.deep.equal(['7_epoch_1.json: the member cannot be read: it is damaged']);
    const right = { ...COMPRESSED, crc: crc32(decompress(ZSTANDARD)) };
    const { responses, unread } = await rowsOf(
      logOf(zipOf([right, deflated('samples/8_epoch_1.json', sample(8)), HEADER])),
    );
    expect(unread).to.deep.equal([]);
    expect(
      responses.map(({ target, promptId, channels }) => ({ target, promptId, ...channels })),
    ).to.deep.equal([
      {
        target: 'org/m',
        promptId: 'weather/7',
        answer: '今日は晴れです。散歩に行きましょう。',
        reasoning: '短く答える。',
        finish_reason: 'length',
        model: 'm-2026',
        usage: { prompt_tokens: 9, completion_tokens: 12 },
        latency_ms: 250,
      },
      { target: 'org/m', promptId: 'weather/8', answer: '晴れです。', finish_reason: 'stop', model: 'm' },
    ]);
    expect(responses[0]?.messages).to.deep.equal([
      { role: 'system', content: '日本語で答えてください。' },
      { role: 'user', content: '天気は？' },
    ]);
  });

  it('have attachments, errors, several choices, NaN, and no header while an evaluation goes on', async () => {
    const choice = (content: string): object => ({
      message: { role: 'assistant', content },
      stop_reason: 'stop',
    });
    const members = [
      deflated(
        '_journal/start.json',
        JSON.stringify({ version: 2, eval: { task: 'weather', model: 'org/m' } }),
      ),
      deflated(
        'samples/1_epoch_1.json',
        sample(1, {
          output: { choices: [choice('attachment://ab')] },
          attachments: { ab: '長い答えです。' },
          input: 'attachment://ab',
        }),
      ),
      deflated(
        'samples/2_epoch_1.json',
        sample(2, { output: { choices: [choice('一')], time: 1 } }).replace('"time":1', '"time":NaN'),
      ),
      deflated(
        'samples/3_epoch_1.json',
        sample(3, { output: { choices: [] }, error: { message: 'key sk-secret refused' } }),
      ),
      deflated('samples/4_epoch_1.json', sample(4, { output: { choices: [choice('一'), choice('二')] } })),
      deflated('samples/5_epoch_1.json', sample(5, { output: { choices: [] } })),
      deflated('samples/6_epoch_1.json', '{"id": 6,'),
      deflated('summaries.json', '[]'),
    ];
    const rows = await rowsOf(logOf(zipOf(members)));
    expect(rows.responses.map(({ channels }) => channels.error?.message ?? channels.answer)).to.deep.equal([
      '長い答えです。',
      '一',
      'the log holds an error',
      '一',
      '二',
    ]);
    expect(rows.responses[0]?.messages?.[0]?.content).to.equal('長い答えです。');
    expect(reasons(rows)).to.deep.equal([
      '5_epoch_1.json: the sample has no output',
      '6_epoch_1.json: the member cannot be read: it is not JSON',
    ]);
  });

  it('may be hostile: members that unpack to more than they say or may, or in a way that is not known', async () => {
    const bomb = zstandardBomb(3000);
    const zeros = deflated('samples/z_epoch_1.json', Buffer.alloc(300 << 20, 0x20));
    const members: Member[] = [
      HEADER,
      { name: 'samples/a_epoch_1.json', packed: bomb, method: METHOD.zstandard, size: 1000, crc: 1 },
      { ...zeros, size: 1000 },
      { ...zeros, name: 'samples/y_epoch_1.json' },
      { ...deflated('samples/b_epoch_1.json', sample('b')), method: 14 },
      { ...deflated('samples/c_epoch_1.json', sample('c')), packed: Buffer.from('garbage') },
      deflated('samples/d_epoch_1.json', sample('d')),
    ];
    const before = process.memoryUsage().rss;
    const rows = await rowsOf(logOf(zipOf(members)));
    expect(process.memoryUsage().rss - before).to.be.below(1200 << 20);
    expect(rows.responses.map(({ promptId }) => promptId)).to.deep.equal(['weather/d']);
    expect(reasons(rows)).to.deep.equal([
      'a_epoch_1.json: the member cannot be read: it is larger than 256 MiB',
      'z_epoch_1.json: the member cannot be read: it is larger than 256 MiB',
      'y_epoch_1.json: the member cannot be read: it is larger than 256 MiB',
      'b_epoch_1.json: the member cannot be read: its compression is LZMA',
      'c_epoch_1.json: the member cannot be read: it is damaged',
    ]);
  });

  for (const { name, bytes, says } of [
    {
      name: 'an archive that is cut off',
      bytes: zipOf([HEADER, deflated('samples/1_epoch_1.json', sample(1))]).subarray(0, 300),
      says: /the archive is damaged or cut off; copy or write it again$/,
    },
    {
      name: 'an archive of something else',
      bytes: zipOf([deflated('a.txt', 'a')]),
      says: /no readable header\.json; /,
    },
    {
      name: 'members that overlap',
      bytes: (() => {
        const one = deflated(
          'samples/1_epoch_1.json',
          Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)),
        );
        const zip = zipOf([one, HEADER]);
        const copies = Array.from({ length: 3 }, () =>
          zipOf([one]).subarray(-22 - 46 - one.name.length, -22),
        );
        const end = Buffer.from(zip.subarray(-22));
        const directory = zip.subarray(end.readUInt32LE(16), -22);
        end.writeUInt16LE(5, 8);
        end.writeUInt16LE(5, 10);
        end.writeUInt32LE(directory.length + copies.reduce((sum, copy) => sum + copy.length, 0), 12);
        return Buffer.concat([zip.subarray(0, end.readUInt32LE(16)), directory, ...copies, end]);
      })(),
      says: /members of the archive overlap; /,
    },
    {
      name: 'a document that is cut off',
      bytes: '{"version": 2, "status": "success", "eval": {"model": "m"}, "samples": [',
      says: /malformed JSON; it may be cut off/,
    },
    {
      name: 'a document without samples',
      bytes: '{"version": 2, "eval": {"model": "m"}}',
      says: /the log has no samples; /,
    },
  ]) {
    it(`are refused as a whole: ${name}`, async () => {
      const failure = await rowsOf(logOf(Buffer.from(bytes))).catch((error: Error) => error);
      expect((failure as Error).name).to.equal('UserError');
      expect((failure as Error).message).to.match(says);
    });
  }
});
