import { Readable } from 'node:stream';
import { expect } from 'chai';
import { request } from 'undici';
import { detect, policyFor } from '../../../detectors/index.js';
import { answerBatch } from '../../../harness/serve/answers.js';
import type { Serving } from '../../../harness/serve/index.js';
import type { ServeOptions } from '../../../harness/serve/types.js';
import { folderWith, offscript } from '../../support/offscript.js';
import { FAULTY, post, raw, serveForTests } from './client.js';

const TEXTS = [
  { id: 1, language: 'ja', text: '今日はとてもприветいい天気です。' },
  { id: 'two', language: 'ja', text: '今日はとてもいい天気です。散歩に行きましょう。' },
  { language: 'ko', text: '<think>Let me think about 天气.</think>오늘은 날씨가 아주 좋습니다.' },
  {
    id: null,
    language: 'zh-Hans',
    text: 'The weather is very nice today, so let us go for a walk in the park.',
  },
  {
    id: { a: [1] },
    language: 'ja',
    text: '「Clojure」について説明します。',
    prompt: 'Clojureとは何ですか。',
  },
  { id: 6, language: 'de', text: '' },
  { id: 7, language: 'ja', text: 'Ùmdaの気\ud800分です\u0000。' },
];

const lines = TEXTS.map((one) => `${JSON.stringify(one)}\n`).join('');

const NDJSON = { 'content-type': 'application/x-ndjson' };

describe('offscript serve', () => {
  const faults: string[] = [];
  let serving: Serving;
  before(async () => {
    serving = await serveForTests(faults);
  });
  after(() => serving.close('now'));

  it('answers a text, a list and lines with what detect --jsonl says of them', async () => {
    const folder = folderWith({});
    const { stdout } = await offscript(folder.path, ['detect', '--jsonl'], {}, lines);
    folder.remove();
    const expected = stdout.trim().split('\n');
    expect(expected.length).to.equal(TEXTS.length);

    const one = await Promise.all(TEXTS.map((text) => post(serving, '/v1/detect', JSON.stringify(text))));
    expect(one.map(({ status }) => status)).to.deep.equal(TEXTS.map(() => 200));
    expect(one.map(({ text }) => text)).to.deep.equal(expected);

    const list = await post(serving, '/v1/batch', JSON.stringify({ texts: TEXTS }));
    expect(list.text).to.equal(`{"results":[${expected.join(',')}]}`);
    expect((await post(serving, '/v1/batch', JSON.stringify(TEXTS))).text).to.equal(list.text);

    const blank = ` \t\r\n\n${' '.repeat(200)}\n`;
    const ndjson = await post(serving, '/v1/batch', `${blank}${lines}${blank}`, NDJSON);
    expect(ndjson.type).to.equal('application/x-ndjson');
    expect(ndjson.text).to.equal(stdout);
  });

  it('takes a language for all texts, and says what was exempted when it is asked to', async () => {
    const text = 'テスト (test) です。今日はとてもいい天気です。';
    const { text: answer } = await post(serving, '/v1/detect?language=ja&explain', JSON.stringify({ text }));
    expect(JSON.parse(answer)).to.include({ language: 'ja', mixed: false });
    expect(JSON.parse(answer).exemptions).to.have.lengthOf.above(0);
  });

  it('says whether it is there', async () => {
    const { statusCode, body } = await request(`${serving.url}/health`);
    expect(statusCode).to.equal(200);
    expect(await body.json()).to.include({ status: 'ok' });
  });

  const JSON_BODY = { 'content-type': 'application/json; charset=utf-8' };
  const REFUSED: Readonly<
    Record<
      string,
      readonly [number, RegExp, string, string | Buffer | Readable, Readonly<Record<string, string>>?]
    >
  > = {
    'torn JSON': [400, /^body: malformed JSON$/, '/v1/detect', '{"text": "a'],
    'no JSON': [400, /^body: malformed JSON$/, '/v1/detect', ''],
    'bytes that are not UTF-8': [
      400,
      /^body: the bytes are not UTF-8$/,
      '/v1/detect',
      Buffer.from('{"text":"\xff"}', 'latin1'),
    ],
    'a list where one text is asked about': [400, /^body: this is no object/, '/v1/detect', '[]'],
    'no text': [400, /^body: the field "text" is missing$/, '/v1/detect', '{"language":"ja"}'],
    'a text that is none': [
      400,
      /^body: the field "text" is no text$/,
      '/v1/detect',
      '{"text":1,"language":"ja"}',
    ],
    'no language': [400, /^body: the text has no language; add a field/, '/v1/detect', '{"text":"a"}'],
    'a language without policy': [400, /^body: no policy/, '/v1/detect', '{"text":"a","language":"tlh"}'],
    'a text that is too long': [
      413,
      /^body: the text has more than 1,048,576 UTF-16 code units/,
      '/v1/detect',
      JSON.stringify({ language: 'ja', text: 'あ'.repeat((1 << 20) + 1) }),
    ],
    'a prompt that is too long': [
      413,
      /^body, prompt: the text has more than/,
      '/v1/detect',
      JSON.stringify({ language: 'ja', text: 'あ', prompt: 'あ'.repeat((1 << 20) + 1) }),
    ],
    'a body that is too long': [
      413,
      /^body: the body has more than 16 MiB/,
      '/v1/detect',
      Buffer.alloc((16 << 20) + 1, ' '),
    ],
    'a body that is too long and does not say so': [
      413,
      /^body: the body has more than 16 MiB/,
      '/v1/detect',
      Readable.from([Buffer.alloc(16 << 20, ' '), Buffer.from(' ')]),
    ],
    'JSON of brackets alone': [
      413,
      /^body: the JSON holds more than 500,000 values/,
      '/v1/detect',
      '['.repeat(600_000),
    ],
    'an id that is nested too deep': [
      400,
      /^body: the id is nested too deep$/,
      '/v1/detect',
      `{"language":"ja","text":"a","id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    ],
    'a body of another type': [
      415,
      /^content-type: the body has another type; send application\/json$/,
      '/v1/detect',
      '{}',
      { 'content-type': 'text/plain' },
    ],
    'a body without a type': [415, /^content-type: the body has no type/, '/v1/batch', '{}', {}],
    'a batch that is none': [400, /^body: there is no list of texts/, '/v1/batch', '{"texts":"a"}'],
    'a batch of nothing': [400, /^body: there is no list of texts/, '/v1/batch', 'null', JSON_BODY],
    'one text of a batch that is wrong': [
      400,
      /^texts\[1\]: the field "text" is missing$/,
      '/v1/batch',
      JSON.stringify([TEXTS[0], {}]),
    ],
    'one line of a batch that is wrong': [
      400,
      /^line 3: malformed JSON$/,
      '/v1/batch',
      `${JSON.stringify(TEXTS[0])}\n\n{"a\n`,
      NDJSON,
    ],
    'a language of one line that has no policy': [
      400,
      /^line 1: no policy/,
      '/v1/batch',
      '{"text":"a","language":"tlh"}',
      NDJSON,
    ],
    'an address where nothing is': [
      404,
      /there is nothing at this address; there are POST \/v1\/detect/,
      '/v1/secret',
      '{}',
    ],
    'another method': [405, /^\/health: not that method; use GET$/, '/health', '{}'],
    'an end of a guard that is unknown': [400, /^\?stop=: /, '/v1/guard?stop=words', '', NDJSON],
    'a guard of one body': [415, /^content-type: .*x-ndjson or .*event-stream/, '/v1/guard', '{}'],
  };
  for (const [what, [status, says, path, body, headers = JSON_BODY]] of Object.entries(REFUSED))
    it(`refuses ${what} with one error in JSON`, async () => {
      const answer = await post(serving, path, body, headers);
      expect(answer.status, answer.text).to.equal(status);
      expect(answer.type).to.equal('application/json');
      const { error } = JSON.parse(answer.text) as { error: Record<string, string> };
      expect(error.message).to.match(says);
      expect(Object.keys(error)).to.deep.equal(['message', 'what', 'where', 'todo']);
    });

  it('refuses the names of other machines, so that no page can read through it', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      '127.0.0.1.evil.example',
      'localhost.',
      '',
      '0.0.0.0',
    ]) {
      const answer = await raw(serving, `GET /health HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(answer, host).to.match(/^HTTP\/1\.1 403 /);
      expect(answer).to.contain('the host is not this machine');
    }
    for (const host of ['127.0.0.1', `localhost:${serving.port}`, 'LOCALHOST', '[::1]:1'])
      expect(
        await raw(serving, `GET /health HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`),
        host,
      ).to.match(/^HTTP\/1\.1 200 /);
  });

  it('lets no other origin in: it answers no question of a browser whether it may ask', async () => {
    const answer = await raw(
      serving,
      'OPTIONS /v1/detect HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: http://evil.example\r\nconnection: close\r\n\r\n',
    );
    expect(answer).to.match(/^HTTP\/1\.1 405 /);
    expect(answer.toLowerCase()).not.to.contain('access-control');
  });

  it('answers on one connection again after it refused a body', async () => {
    const wrong =
      'POST /v1/detect HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nabcde';
    const answer = await raw(
      serving,
      `${wrong}GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 415', 'HTTP/1.1 200']);
  });

  it('says of a fault of its own neither the text nor what the fault says', async () => {
    const answer = await post(serving, '/v1/detect', JSON.stringify({ language: 'ja', text: FAULTY }));
    expect(answer.status).to.equal(500);
    expect(answer.text).to.contain('internal error');
    expect(answer.text).not.to.contain(FAULTY);
    expect(faults).to.deep.equal(['internal error (TypeError) at /v1/detect']);
  });

  it('answers others while a batch goes on', async () => {
    const many = JSON.stringify(Array.from({ length: 500 }, () => TEXTS[0]));
    let isDone = false;
    const batch = post(serving, '/v1/batch', many).then(() => {
      isDone = true;
    });
    let answered = 0;
    while (!isDone) {
      await post(serving, '/v1/detect', JSON.stringify(TEXTS[1]));
      if (!isDone) answered++;
    }
    await batch;
    expect(answered).to.be.above(2);
  });

  it('ends a batch whose client has gone', async () => {
    let asked = 0;
    const counting: ServeOptions = {
      policyOf: () => policyFor('ja') ?? expect.fail(),
      detect: async (...given) => {
        asked++;
        return detect(...given);
      },
    };
    const bytes = Buffer.from(lines);
    expect(await answerBatch(bytes, 'lines', { explain: false }, counting, () => asked === 2)).to.equal('');
    expect(asked).to.equal(2);
  });

  it('answers what is in flight when it is stopped, and nothing after it', async function () {
    // Less than a connection is kept for: one that has nothing more to answer holds nobody up.
    this.timeout(30_000);
    const faults: string[] = [];
    const other = await serveForTests(faults);
    const many = JSON.stringify(Array.from({ length: 300 }, () => TEXTS[0]));
    const batch = post(other, '/v1/batch', many);
    // Asked behind the batch, and answered between its texts.
    await post(other, '/v1/detect', JSON.stringify(TEXTS[1]));
    const closed = other.close();
    const { status, text } = await batch;
    expect(status).to.equal(200);
    expect(JSON.parse(text).results).to.have.lengthOf(300);
    await closed;
    const refused = await post(other, '/v1/detect', '{}').catch(({ code }: { code: string }) => code);
    expect(refused).to.equal('ECONNREFUSED');
    expect(faults).to.deep.equal([]);
  });
});
