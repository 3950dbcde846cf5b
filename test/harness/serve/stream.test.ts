import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import type { Serving } from '../../../harness/serve/index.js';
import { post, raw, serveForTests } from './client.js';
import { Talk } from './talk.js';

const OWN = '今日はとてもいい天気です。散歩に行きましょう。';

describe('a text that is guarded while it comes', () => {
  let serving: Serving;
  before(async () => {
    serving = await serveForTests();
  });
  after(() => serving.close('now'));

  const EVENTS = 'text/event-stream';
  const PIECES = ['今日はとても', 'привет', 'いい天気です。散歩に行きましょう。'];
  const STREAMS: Readonly<Record<string, (text: string) => unknown>> = {
    'this server': (text) => ({ text }),
    'chat completions': (content) => ({ choices: [{ index: 0, delta: { content } }] }),
    completions: (text) => ({ choices: [{ index: 0, text }] }),
    'the Messages API': (text) => ({ type: 'content_block_delta', delta: { type: 'text_delta', text } }),
    'the Responses API': (delta) => ({ type: 'response.output_text.delta', delta }),
  };
  for (const [whose, form] of Object.entries(STREAMS))
    it(`reads server-sent events in the form of ${whose}`, async () => {
      const talk = new Talk(serving.port, '?language=ja', EVENTS, EVENTS);
      for (const piece of PIECES) talk.write(`event: x\r\ndata: ${JSON.stringify(form(piece))}\r\n\r\n`);
      talk.write('data: {"type":"response.reasoning_text.delta","delta":"Да, думаю"}\n\n');
      talk.write('data: [DONE]\n\n');
      const events = await talk.end();
      expect((await talk.open()).headers['content-type']).to.equal(EVENTS);
      expect(events.map(({ finding }) => finding?.text)).to.deep.equal(['привет', undefined]);
    });

  it('reads pieces that are cut within a character, a line or an event', async () => {
    for (const [type, raw] of [
      ['application/x-ndjson', PIECES.map((text) => `${JSON.stringify({ text })}\n`).join('')],
      [EVENTS, PIECES.map((text) => `data: ${JSON.stringify({ text })}\n\n`).join('')],
    ] as const) {
      const bytes = Buffer.from(raw);
      const { port } = serving;
      const request = ask({
        port,
        method: 'POST',
        path: '/v1/guard?language=ja',
        headers: { 'content-type': type },
      });
      const answered = once(request, 'response') as Promise<[IncomingMessage]>;
      for (const byte of bytes) request.write(Buffer.of(byte));
      request.end();
      const [response] = await answered;
      let text = '';
      for await (const piece of response.setEncoding('utf8')) text += String(piece);
      expect(JSON.parse(text.trim().split('\n').at(-1) ?? '').findings[0].text).to.equal('привет');
    }
  });

  it('takes language, prompt and id of the first piece', async () => {
    const talk = new Talk(serving.port, '');
    talk.write(`${JSON.stringify({ language: 'ja', prompt: 'Что значит «привет»?', id: 7 })}\n`);
    talk.say('「привет」とは、ロシア語で「こんにちは」という意味です。');
    const events = await talk.end();
    expect(events).to.have.lengthOf(1);
    expect(events[0]).to.include({ event: 'end', id: 7, mixed: false });
  });

  const WRONG: Readonly<Record<string, readonly [string, RegExp, string?]>> = {
    'a torn line': ['{"text":\n', /^line 1: malformed JSON$/],
    'what is no object': ['"text"\n', /^line 1: this is no object/],
    'a text without a language': ['{"text":"a"}\n', /^the first piece: the text has no language/],
    'a text that ends before it has a language': ['', /^the first piece: the text has no language/],
    'a language without policy': ['{"text":"a","language":"tlh"}\n', /^the first piece: no policy/],
    'a text that is too long': [
      `${JSON.stringify({ text: 'あ'.repeat((1 << 18) + 1), language: 'ja' })}\n`,
      /^body: the text has more than 262,144/,
    ],
    'a prompt that is too long': [
      `${JSON.stringify({ text: 'a', language: 'ja', prompt: 'あ'.repeat((1 << 20) + 1) })}\n`,
      /^the first piece, prompt: the text has more than 1,048,576/,
    ],
    'a line that never ends': [' '.repeat((4 << 20) + 1), /^line 1: the piece has more than 4 MiB$/],
    'an event that never ends': [
      `data: ${' '.repeat((4 << 20) + 1)}`,
      /^event 1: the piece has more than 4 MiB$/,
      EVENTS,
    ],
  };
  for (const [what, [raw, says, type]] of Object.entries(WRONG))
    it(`ends with an error of ${what}`, async () => {
      const talk = new Talk(serving.port, '', type);
      talk.write(raw || '\n');
      const events = await talk.end();
      expect(events).to.have.lengthOf(1);
      expect(events[0]?.event).to.equal('error');
      expect(events[0]?.error?.message).to.match(says);
    });

  const BEHIND = `${JSON.stringify({ text: OWN.repeat(200) })}\n`.repeat(100);
  const EARLY: Readonly<Record<string, readonly [string, string]>> = {
    'it found something': ['&stop=any', `${JSON.stringify({ text: `とてもприветいい天気です。${OWN}` })}\n`],
    'a line was no text': ['', '7\n'],
    'the text was too long': ['', `${JSON.stringify({ text: 'あ'.repeat((1 << 18) + 1) })}\n`],
  };
  for (const [why, [query, first]] of Object.entries(EARLY))
    it(`reads what comes behind the end when ${why}, so that the connection goes on`, async () => {
      const body = Buffer.from(`${first}${BEHIND}`);
      const head = [
        `POST /v1/guard?language=ja${query} HTTP/1.1`,
        'host: localhost',
        'content-type: application/x-ndjson',
        `content-length: ${body.length}`,
      ];
      const next = 'GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';
      const answer = await raw(
        serving,
        Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body, Buffer.from(next)]),
      );
      expect(answer.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200', 'HTTP/1.1 200']);
    });

  it('lets go of a client that goes on sending behind the end', async () => {
    const talk = new Talk(serving.port, '?language=ja&stop=any');
    talk.say('とてもприветいい天気です。散歩に行きましょう。');
    await talk.ended();
    const next = await post(serving, '/v1/detect', JSON.stringify({ text: OWN, language: 'ja' }));
    expect(next.status).to.equal(200);
  });

  it('waits for many texts at once, which is no leak to warn of', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', hear);
    const talks = Array.from({ length: 12 }, () => new Talk(serving.port));
    await Promise.all(talks.map((talk) => talk.open()));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', hear);
    for (const talk of talks) talk.hangUp();
    expect(warnings).to.deep.equal([]);
  });

  it('goes on serving when a client hangs up', async () => {
    const talk = new Talk(serving.port);
    talk.say(OWN);
    await talk.open();
    talk.hangUp();
    const answer = await post(serving, '/v1/detect', JSON.stringify({ text: OWN, language: 'ja' }));
    expect(answer.status).to.equal(200);
  });

  it('says, when the server is stopped, what it knows', async () => {
    const other = await serveForTests();
    const talk = new Talk(other.port);
    talk.say('今日はとてもпривет');
    await talk.open();
    await post(other, '/v1/detect', JSON.stringify({ text: OWN, language: 'ja' }));
    const closed = other.close();
    const events = await talk.ended();
    expect(events.at(-1)).to.include({ event: 'end', reason: 'stopping' });
    talk.hangUp();
    await closed;
  });
});
