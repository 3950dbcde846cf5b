import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { openEndpoint, type Reply } from '../../../harness/endpoint/index.js';
import type { Prompt } from '../../../prompts/index.js';

const prompt: Prompt = { id: 'p', language: 'ja', messages: [{ role: 'user', content: 'やあ' }] };
const completion = JSON.stringify({ choices: [{ message: { content: 'はい' }, finish_reason: 'stop' }] });

/** Milliseconds after which the server closes its `n`th connection without a word, for the `i`th request on it; undefined where it answers. */
type Closes = (i: number, n: number) => number | undefined;

describe('a kept connection', () => {
  let server: Server;
  let connections: number;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Asks three questions, one after the other. */
  async function ask(
    closes: Closes,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<(Reply | null)[]> {
    const heard = new Map<Socket, number>();
    server = createServer(async (request, response) => {
      const i = heard.get(request.socket) ?? 0;
      heard.set(request.socket, i + 1);
      connections = heard.size;
      const wait = closes(i, [...heard.keys()].indexOf(request.socket));
      if (wait === undefined)
        return response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(completion);
      await sleep(wait);
      return request.socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const endpoint = await openEndpoint(
      { id: 'a', model: 'm', base_url, concurrency: 1, retries: 1, max_wait: 0.01 },
      {},
    );
    try {
      const replies: (Reply | null)[] = [];
      for (let i = 0; i < 3; i++) replies.push(await endpoint.ask(prompt, undefined));
      return replies;
    } finally {
      await endpoint.close();
    }
  }

  const outcomes = (replies: readonly (Reply | null)[]) =>
    replies.map((reply) => [reply?.answer, reply?.retried ?? []]);

  it('that turns out to be closed is no failure of the request', async () => {
    const replies = await ask((i) => (i === 0 ? undefined : 0));
    expect(outcomes(replies)).to.deep.equal(Array(3).fill(['はい', []]));
    expect(connections).to.equal(3);
  });

  it('is a failure of the request where it is lost while an answer is made', async () => {
    const replies = await ask((i) => (i === 0 ? undefined : 1200));
    expect(outcomes(replies)).to.deep.equal([
      ['はい', []],
      ['はい', ['connection']],
      ['はい', ['connection']],
    ]);
  });

  it('is a failure of the request where it is a new one', async () => {
    const replies = await ask((_, n) => (n === 0 ? undefined : 0), { connection: 'close' });
    expect(outcomes(replies)).to.deep.equal([
      ['はい', []],
      [null, ['connection']],
      [null, ['connection']],
    ]);
    expect(connections).to.equal(5);
  });
});
