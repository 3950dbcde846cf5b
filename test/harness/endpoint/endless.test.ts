/** Responses without an end, or far larger than they are sent. */

import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Sample } from '../../../store/index.js';
import { offscriptWithPeak } from '../../support/peak.js';
import { askServers, DONE, delta, events, json, message } from './one-answer.js';

const MIB = 1 << 20;

/** Sends a head and then the same again and again, for as long as somebody reads. */
const endless =
  (type: string, head: string, piece: string | Buffer, headers: object = {}, status = 200): RequestListener =>
  (_, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type, ...headers });
    response.write(head);
    const go = (): void => {
      while (!response.destroyed) if (!response.write(piece)) return void response.once('drain', go);
    };
    go();
  };

/** A frame of zstd with a window of so many bytes (a power of 2), and blocks of a byte each that stands for `length` bytes. */
function zstdOf(window: number, blocks: number, length: number): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (Math.log2(window) - 10) << 3]);
  const all = Array.from({ length: blocks }, (_, i) => {
    const block = Buffer.alloc(4, 'a');
    block.writeUIntLE((length << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0), 0, 3);
    return block;
  });
  return Buffer.concat([head, ...all]);
}

const plain = Buffer.alloc(64 * MIB, 'a');
const gzip = Buffer.concat(Array.from({ length: 32 }, () => gzipSync(plain)));
const zstd = zstdOf(1 << 20, 16_384, 1 << 17);

/** What is sent, and what its error says. */
const CASES: Readonly<Record<string, readonly [RequestListener, stream?: boolean]>> = {
  'a body of JSON': [endless('application/json', '{"choices":[{"message":{"content":"', 'a'.repeat(65_536))],
  'the body of a failure': [endless('application/json', '{"error":"', 'a'.repeat(65_536), {}, 500)],
  'the body of a refusal': [endless('text/plain', '', 'a'.repeat(65_536), {}, 401)],
  'a body that sends a byte a line': [endless('application/json', '', '\n'.repeat(65_536))],
  'a line of a stream': [endless('text/event-stream', 'data: ', 'a'.repeat(65_536)), true],
  'an event of many lines': [endless('text/event-stream', '', 'data: a\n'.repeat(8192)), true],
  'lines that end in CR': [endless('text/event-stream', '', ':\r'.repeat(32_768)), true],
  'a stream of pieces': [endless('text/event-stream', '', delta({ content: 'あ' }).repeat(1000)), true],
  gzip: [json(gzip, { 'content-encoding': 'gzip' })],
  deflate: [json(deflateSync(plain), { 'content-encoding': 'deflate' })],
  'deflate without its header': [json(deflateRawSync(plain), { 'content-encoding': 'deflate' })],
  br: [
    json(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }), {
      'content-encoding': 'br',
    }),
  ],
  zstd: [json(zstd, { 'content-encoding': 'zstd' })],
  'gzip in gzip': [json(gzipSync(gzip), { 'content-encoding': 'gzip, gzip' })],
  'zstd in gzip in deflate': [
    json(deflateSync(gzipSync(zstd)), { 'content-encoding': 'zstd, gzip, deflate' }),
  ],
  'a stream in gzip': [json(gzip, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }), true],
};

describe('a response without an end', () => {
  let folder: string;
  let server: Server;
  let samples: readonly Sample[];
  let ended: Awaited<ReturnType<typeof offscriptWithPeak>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offscript-'));
    const all = Object.values(CASES);
    server = createServer((request, response) => {
      request.resume();
      const [, index] = /^\/(\d+)\//.exec(request.url ?? '') ?? [];
      const [listener] = all[Number(index)] ?? [json(message({ content: 'はい' }))];
      request.once('end', () => listener(request, response as never));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const targets = [...all, [undefined, false] as const].map(([, stream = false], i) => ({
      id: `t${i}`,
      model: 'm',
      base_url: `http://127.0.0.1:${port}/${i}/v1`,
      stream,
      max_response: 8,
    }));
    await writeFile(join(folder, 'p.jsonl'), JSON.stringify({ id: 'p', language: 'ja', text: 'やあ' }));
    await writeFile(join(folder, 's.yaml'), JSON.stringify({ targets, prompts: [{ file: 'p.jsonl' }] }));
    ended = await offscriptWithPeak(folder, ['run', 's.yaml', '-o', 'r', '--quiet']);
    samples = (await readFile(join(folder, 'r/samples.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Sample);
  });

  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [i, name] of Object.keys(CASES).entries())
    it(`is cut at its bound and not asked for again: ${name}`, () => {
      const sample = samples.find(({ target }) => target === `t${i}`);
      expect(sample).to.deep.include({
        answer: null,
        attempts: 1,
        error: {
          kind: 'body',
          message: 'the response is larger than 8 MiB, which "max_response" of the target allows',
        },
      });
    });

  it('harms no other request, and takes little memory, all of them at once', () => {
    expect(samples.find(({ target }) => target === `t${Object.keys(CASES).length}`)).to.deep.include({
      answer: 'はい',
    });
    expect(ended.code).to.equal(3);
    expect(ended.peak).to.be.lessThan(500);
  });
});

describe('a large response', () => {
  const { ask, close } = askServers();

  after(close);

  const long = json(message({ content: 'a'.repeat(40 * MIB) }));

  for (const [name, fields, message] of [
    ['has 32 MiB', {}, 'the response is larger than 32 MiB, which "max_response" of the target allows'],
    ['has more where the suite says so', { max_response: 48 }, null],
    ['has more where probabilities are asked for', { logprobs: 0 }, null],
  ] as const)
    it(`${name}`, async () => {
      const { reply, requests } = await ask(long, fields);
      expect(requests).to.equal(1);
      expect(reply !== null && 'error' in reply ? reply.error.message : null).to.equal(message);
    });

  for (const [name, body, encoding, said] of [
    ['more than five encodings', 'x', Array(6).fill('gzip').join(', '), /compressed 6 times/],
    ['a window of zstd that HTTP does not allow', zstdOf(1 << 24, 1, 1), 'zstd', /window of 16777216 bytes/],
    ['zstd that is work and nothing else', zstdOf(1 << 23, 10_000, 0), 'zstd', /too many and too small/],
    ['zstd that ends within', zstd.subarray(0, 1001), 'zstd', /unexpected end/],
  ] as const)
    it(`fails with ${name}`, async () => {
      const { reply } = await ask(json(body as string, { 'content-encoding': encoding }), { retries: 0 });
      expect(reply !== null && 'error' in reply ? reply.error.message : null).to.match(said);
    });

  for (const [what, piece] of [
    ['objects', '{},'],
    ['lists in lists', '['],
    ['texts', '"",'],
  ] as const)
    for (const status of [200, 500])
      it(`fails with a body of ${status} that is ${what} and nothing else, and is not asked for again`, async () => {
        const body = `{"choices":[${piece.repeat((31 * MIB) / piece.length)}1]}`;
        const { reply, requests } = await ask(json(body, {}, status), {});
        expect(requests).to.equal(1);
        expect(reply !== null && 'error' in reply ? reply.error : null).to.deep.equal({
          kind: 'body',
          message: 'the response holds more than 4,194,304 values',
        });
      });

  it('fails with an event of a stream that is larger than any may be, and is not asked for again', async () => {
    const { reply, requests } = await ask(
      events(['data: ', 'a'.repeat(9 * MIB)], () => {}),
      { stream: true },
    );
    expect(requests).to.equal(1);
    expect(reply !== null && 'error' in reply ? reply.error : null).to.deep.equal({
      kind: 'body',
      message: 'an event of the stream is larger than 8 MiB, which no event may be',
    });
  });

  it('fails with an event that is brackets alone, and is not asked for again', async () => {
    const body = `data: {"choices":[${'{},'.repeat(2 * MIB)}1]}\n\n`;
    const { reply, requests } = await ask(events([body, DONE]), { stream: true });
    expect(requests).to.equal(1);
    expect(reply !== null && 'error' in reply ? reply.error.message : null).to.equal(
      'an event of the stream holds more than 1,048,576 values',
    );
  });

  it('of 20,000 pieces of calls takes time by their number', async () => {
    const [index, id, name] = [0, 'c', 'f'];
    const piece = (fields: object) => delta({ tool_calls: [{ index, ...fields }] });
    const pieces = [
      piece({ id, function: { name } }),
      ...Array.from({ length: 20_000 }, () => piece({ function: { arguments: 'あ' } })),
    ];
    const { reply } = await ask(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(pieces.join('') + DONE);
      },
      { stream: true },
    );
    expect(reply).to.deep.include({ tool_calls: [{ name: 'f', arguments: 'あ'.repeat(20_000) }] });
  });

  it('whose lines end in CR is read all the same, also where a line feed comes later', async () => {
    const answer = delta({ content: 'はい' }, 'stop') + DONE;
    const { reply } = await ask(
      async (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (const byte of Buffer.from(answer.replaceAll('\n', '\r\n'))) {
          response.write(Buffer.from([byte]));
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      },
      { stream: true },
    );
    expect(reply).to.deep.include({ answer: 'はい' });
    const bare = await ask(
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end(answer.replaceAll('\n', '\r')),
      { stream: true },
    );
    expect(bare.reply).to.deep.include({ answer: 'はい' });
  });
});
