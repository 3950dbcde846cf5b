import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';
import { promptLines, readStored } from './suites.js';

const offscript = warmOffscript();

const SAID = '今日は晴れです。散歩に行きましょう。';

/** What a server of each protocol answers, whole and streamed. */
const ANSWERS: Readonly<Record<string, readonly [object, readonly object[]]>> = {
  '/v1/chat/completions': [
    { choices: [{ message: { content: SAID }, finish_reason: 'stop' }] },
    [{ choices: [{ delta: { content: SAID }, finish_reason: 'stop' }] }],
  ],
  '/v1/completions': [
    { choices: [{ text: SAID, finish_reason: 'stop' }] },
    [{ choices: [{ text: SAID, finish_reason: 'stop' }] }],
  ],
  '/v1/responses': [
    { status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text: SAID }] }] },
    [
      { type: 'response.output_text.delta', delta: SAID },
      {
        type: 'response.completed',
        response: {
          status: 'completed',
          output: [{ type: 'message', content: [{ type: 'output_text', text: SAID }] }],
        },
      },
    ],
  ],
  '/v1/messages': [
    { content: [{ type: 'text', text: SAID }], stop_reason: 'end_turn' },
    [
      { type: 'message_start', message: { content: [] } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: SAID } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' } },
      { type: 'message_stop' },
    ],
  ],
};

describe('a suite with a target of every protocol', () => {
  const APIS = ['chat', 'completions', 'responses', 'messages'];
  let server: Server;
  let folder: ReturnType<typeof folderWith>;
  let asked: string[] = [];
  before(async () => {
    server = createServer(async (request, response) => {
      const { url = '', method } = request;
      const body = (await text(request)) || '{}';
      const answers = ANSWERS[url];
      if (method === 'GET' || answers === undefined) {
        const data = JSON.stringify({ data: [{ id: 'm' }] });
        return response
          .writeHead(method === 'GET' ? 200 : 404, { 'content-type': 'application/json' })
          .end(data);
      }
      asked.push(url);
      const [whole, events] = answers;
      if (!JSON.parse(body).stream)
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const targets = APIS.map((api) => ({
      id: api,
      api,
      base_url,
      model: 'm',
      sampling: { max_tokens: 100 },
    }));
    const streamed = targets.map((target) => ({ ...target, id: `${target.id}-streamed`, stream: true }));
    folder = folderWith({
      's.json': JSON.stringify({ targets: [...targets, ...streamed], prompts: [{ file: 'p.jsonl' }] }),
      'p.jsonl': promptLines(4),
    });
  });
  afterEach(() => folder.remove());

  it('is run, reported, and gone on with: nothing is asked twice', async () => {
    const words = ['run', 's.json', '-o', 'out', '--quiet'];
    const { code, stderr } = await offscript(folder.path, words);
    expect([code, stderr]).to.deep.equal([0, '']);
    const samples = readStored(join(folder.path, 'out'));
    expect(samples.length).to.equal(32);
    for (const sample of samples)
      expect(sample).to.deep.include({ answer: SAID, finish_reason: 'stop', attempts: 1 });
    expect(new Set(samples.map(({ key }) => key)).size).to.equal(32);
    for (const path of Object.keys(ANSWERS))
      expect(asked.filter((one) => one === path).length, path).to.equal(8);
    expect(await offscript(folder.path, words)).to.deep.include({ code: 0, stderr: '' });
    expect(asked.length).to.equal(32);
    const { stdout } = await offscript(folder.path, ['report', 'out', '--format', 'json']);
    const { targets } = JSON.parse(stdout) as { targets: { id: string; scored: number }[] };
    expect(targets.length).to.equal(8);
    for (const { id, scored } of targets) expect(scored, id).to.equal(4);
  });

  it('is checked, each as it is asked', async () => {
    const { code, stdout } = await offscript(folder.path, ['check', 's.json', '--json']);
    expect(code).to.equal(0);
    for (const probe of JSON.parse(stdout))
      expect(probe).to.deep.include({ error: null, streaming: true, listed: true, logprobs: false });
  });

  it('is estimated without a request, and named by how it is asked', async () => {
    const { code, stdout } = await offscript(folder.path, ['run', 's.json', '--dry-run', '--json']);
    const { targets } = JSON.parse(stdout);
    expect([code, targets.length, asked.length]).to.deep.equal([0, 8, 0]);
    for (const target of targets)
      expect(target).to.deep.include({ requests: 4, output_tokens: 400, basis: 'limit' });
  });
});
